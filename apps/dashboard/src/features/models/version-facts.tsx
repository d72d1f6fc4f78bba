import type { VersionFieldsFragment } from '../../api/generated/operations';
import { Age } from '../../ui/age';
import { Facts } from '../../ui/facts';
import { formatBytes, formatCount, unknown } from '../../ui/format/quantities';
import { formatShape } from '../../ui/format/words';
import { Section } from '../../ui/section';
import { SaveLink } from '../artifacts/save-link';

export function VersionFacts({ version }: { readonly version: VersionFieldsFragment }) {
  const { floatModel, source } = version;
  const stem = `version-${version.number}`;
  return (
    <Section title="Model">
      <Facts
        facts={[
          { name: 'Format', value: version.format ?? unknown },
          { name: 'Parameters', value: formatCount(version.parameterCount) },
          { name: 'Operators', value: formatCount(version.operatorCount) },
          { name: 'Registered', value: <Age instant={version.createdAt} /> },
          { name: 'Inputs', value: signature(version.inputs) },
          { name: 'Outputs', value: signature(version.outputs) },
          {
            name: 'Float model (.tflite)',
            value:
              floatModel === null ? (
                unknown
              ) : (
                <SaveLink url={floatModel.url} fileName={`${stem}.tflite`}>
                  {formatBytes(floatModel.sizeBytes)}
                </SaveLink>
              ),
          },
          {
            name: 'As uploaded',
            value: (
              <SaveLink url={source.url} fileName={stem}>
                {formatBytes(source.sizeBytes)}
              </SaveLink>
            ),
          },
        ]}
      />
    </Section>
  );
}

function signature(tensors: VersionFieldsFragment['inputs']): string {
  if (tensors.length === 0) return unknown;
  return tensors
    .map(({ name, type, shape }) => `${name}: ${type.toLowerCase()} [${formatShape(shape)}]`)
    .join('; ');
}
