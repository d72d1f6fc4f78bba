import { Card, Table, Text } from '@mantine/core';
import { IconDatabase } from '@tabler/icons-react';
import { type DatasetFieldsFragment, DatasetsDocument } from '../../api/generated/operations';
import { type Problem, problem as problemWithAdvice } from '../../api/problem';
import { useInterval } from '../../api/use-interval';
import { usePages } from '../../api/use-pages';
import { Age } from '../../ui/age';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { formatBytes, formatCount, unknown } from '../../ui/format/quantities';
import { asTitle, formatShape } from '../../ui/format/words';
import { Listing } from '../../ui/listing';
import { Page } from '../../ui/page';
import { StateBadge } from '../../ui/state-badge';
import { DeleteDatasetButton } from './delete-dataset-button';
import { UploadDatasetButton } from './upload-dataset-button';

const noVariables = {};
const columns = [
  'Name',
  'Use',
  'State',
  'Samples',
  'Shape of a sample',
  'Labels',
  'Size',
  'Uploaded',
  '',
];

export function DatasetsPage() {
  const pages = usePages({
    query: DatasetsDocument,
    variables: noVariables,
    connection: ({ datasets }) => datasets,
    keyOf: ({ id }) => id,
  });
  const checking = pages.nodes?.some(({ state }) => state === 'CHECKING') ?? false;
  useInterval(() => {
    if (checking) pages.refresh();
  }, 1_000);
  const upload = <UploadDatasetButton onUploaded={pages.refresh} />;
  return (
    <Page
      title="Datasets"
      description="Calibration data sets the value ranges of int8 variants; labelled evaluation data measures their accuracy."
      actions={upload}
    >
      <Card withBorder>
        <Listing
          what="datasets"
          pages={pages}
          empty={
            <EmptyState icon={IconDatabase} title="No datasets yet" action={upload}>
              Upload .npy files: inputs with one sample per entry of the first axis, and the class
              index of each for evaluation.
            </EmptyState>
          }
        >
          {(datasets) => (
            <DataTable label="Datasets" columns={columns} minWidth={820}>
              {datasets.map((dataset) => (
                <DatasetRow key={dataset.id} dataset={dataset} onDeleted={pages.refresh} />
              ))}
            </DataTable>
          )}
        </Listing>
      </Card>
    </Page>
  );
}

interface DatasetRowProps {
  readonly dataset: DatasetFieldsFragment;
  readonly onDeleted: () => void;
}

function DatasetRow({ dataset, onDeleted }: DatasetRowProps) {
  const { name, role, state, problem, sampleCount, sampleShape, hasLabels } = dataset;
  return (
    <Table.Tr>
      <Table.Td maw={320}>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        {problem && <Rejection problem={problem} />}
      </Table.Td>
      <Table.Td>{asTitle(role)}</Table.Td>
      <Table.Td>
        <StateBadge state={state} />
      </Table.Td>
      <Table.Td className="tabular">{formatCount(sampleCount)}</Table.Td>
      <Table.Td className="nowrap">{sampleShape ? formatShape(sampleShape) : unknown}</Table.Td>
      <Table.Td>{hasLabels ? 'yes' : 'no'}</Table.Td>
      <Table.Td className="nowrap tabular">{formatBytes(dataset.inputs.sizeBytes)}</Table.Td>
      <Table.Td>
        <Age instant={dataset.createdAt} />
      </Table.Td>
      <Table.Td>
        {state === 'REJECTED' && (
          <DeleteDatasetButton datasetId={dataset.id} onDeleted={onDeleted} />
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function Rejection({ problem }: { readonly problem: Pick<Problem, 'code' | 'message'> }) {
  const { code, message, advice } = problemWithAdvice(problem.code, problem.message);
  return (
    <Text size="xs" c="var(--mantine-color-error)">
      {message} ({code}){advice !== null && <>. {advice}</>}
    </Text>
  );
}
