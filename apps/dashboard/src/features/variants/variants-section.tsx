import { IconStack2 } from '@tabler/icons-react';
import { useQuery } from 'urql';
import { VariantCountDocument } from '../../api/generated/operations';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Loading } from '../../ui/listing';
import { ProblemAlert } from '../../ui/problem-alert';
import { Section } from '../../ui/section';
import { BuildVariantsButton } from './build-variants-button';
import { useVariants } from './use-variants';
import { VariantRows } from './variant-rows';

/** What opens a row's candidates comes first, so that it never lies beyond the edge of a narrow window. */
const columns = [
  '',
  'Profile',
  'State',
  'Scheme',
  'File',
  'Top-1',
  'Against float',
  'p50 / p90',
  'Ran on',
];

/** Every variant of a model version, live. */
export function VariantsSection({ modelVersionId }: { readonly modelVersionId: string }) {
  const { variants, problem } = useVariants(modelVersionId);
  // The subscription tells what there is; only this tells that there is nothing.
  const [{ data }] = useQuery({ query: VariantCountDocument, variables: { modelVersionId } });
  const none = data?.variants.totalCount === 0;
  return (
    <Section title="Variants">
      {problem && <ProblemAlert title="Live updates have stopped" problem={problem} />}
      {variants.length > 0 ? (
        <DataTable label="Variants" columns={columns} minWidth={960} horizontalSpacing={6}>
          {variants.map((variant) => (
            <VariantRows key={variant.id} variant={variant} />
          ))}
        </DataTable>
      ) : none ? (
        <EmptyState
          icon={IconStack2}
          title="No variants yet"
          action={<BuildVariantsButton modelVersionId={modelVersionId} />}
        >
          Flotilla quantizes the model for each hardware profile and measures what that costs.
        </EmptyState>
      ) : (
        <Loading what="variants" />
      )}
    </Section>
  );
}
