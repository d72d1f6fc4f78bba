import type { ArtifactSummary, FileIdentity } from '@flotilla/quantizer';
import { bytes, counted, share } from './quantities';
import { table } from './table';
import { targetText } from './target-text';

/** What was rebuilt, and what it was rebuilt from, for people. */
export function artifactText(out: string, artifact: ArtifactSummary): string {
  const { address, quantizer, model, result, target, search, scheme } = artifact;
  return [
    `${out}: rebuilt byte for byte, ${identity(result)}`,
    `artifact ${address}`,
    `model    ${identity(model)}`,
    `scheme   ${scheme}, for runtime ${artifact.targetRuntime}, by quantizer ${quantizer}`,
    ...(target ? [targetText(scheme, target)] : []),
    `ports    ${portsText(artifact)}`,
    `variant  ${variantText(artifact)}`,
    `samples  ${artifact.calibrationSamples.toLocaleString('en-US')}`,
    `tensors  ${counted(artifact.tensors.ranges, 'range')}, ${counted(artifact.tensors.statistics, 'histogram')}`,
    `weights  ${weightsText(artifact)}`,
    ...(search
      ? [
          'what was tried:',
          table(
            ['activation ranges', 'score', ''],
            search.tried.map(({ method, scoreDb }) => [
              method,
              scoreDb === undefined ? 'unknown' : `${scoreDb.toFixed(2)} dB`,
              method === search.chosen ? 'chosen' : '',
            ]),
          ),
        ]
      : []),
  ].join('\n');
}

function identity({ sha256, sizeBytes }: FileIdentity): string {
  return `${bytes(sizeBytes)}, sha-256 ${sha256}`;
}

function portsText({ ports, shapes }: ArtifactSummary): string {
  const { inputs = 'float32', outputs = 'float32' } = ports ?? {};
  const resized = shapes.length > 0 ? `, ${counted(shapes.length, 'tensor')} in other shapes` : '';
  return `${inputs} in, ${outputs} out${resized}`;
}

function variantText({ variant }: ArtifactSummary): string {
  if (variant === undefined) return 'channels as they were, weights to the nearest step';
  const { equalizes, leastOfLargest, centred } = variant;
  const channels = equalizes
    ? `channels equalized, to ${leastOfLargest} of their largest at least`
    : 'channels as they were';
  return `${channels}; weights rounded by ${centred ? 'centred ' : ''}second moments`;
}

function weightsText({ weights }: ArtifactSummary): string {
  const { operators, count, corrected } = weights;
  if (operators === 0) return 'all at the nearest step';
  const off = `${share(corrected, count)} of ${counted(count, 'weight')}`;
  return `${off} of ${counted(operators, 'operator')} beside the nearest step`;
}
