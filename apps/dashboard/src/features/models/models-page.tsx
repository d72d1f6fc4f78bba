import { Anchor, Card, Table, Text } from '@mantine/core';
import { IconBox } from '@tabler/icons-react';
import { Link } from 'react-router';
import { ModelsDocument, type ModelsQuery } from '../../api/generated/operations';
import { usePages } from '../../api/use-pages';
import { Age } from '../../ui/age';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { formatCount } from '../../ui/format/quantities';
import { Listing } from '../../ui/listing';
import { Page } from '../../ui/page';
import { StateBadge } from '../../ui/state-badge';
import { RegisterModelButton } from './register-model-button';

type ModelNode = ModelsQuery['models']['edges'][number]['node'];

const noVariables = {};
const columns = ['Name', 'Newest version', 'State', 'Parameters', 'Variants', 'Registered'];

export function ModelsPage() {
  const pages = usePages({
    query: ModelsDocument,
    variables: noVariables,
    connection: ({ models }) => models,
    keyOf: ({ id }) => id,
  });
  return (
    <Page
      title="Models"
      description="Trained models, each with its versions. A version gets one quantized variant for each hardware profile."
      actions={<RegisterModelButton />}
    >
      <Card withBorder>
        <Listing
          what="models"
          pages={pages}
          empty={
            <EmptyState icon={IconBox} title="No models yet" action={<RegisterModelButton />}>
              Upload a Keras file, a zipped TensorFlow.js layers model or a float .tflite file.
            </EmptyState>
          }
        >
          {(models) => (
            <DataTable label="Models" columns={columns}>
              {models.map((model) => (
                <ModelRow key={model.id} model={model} />
              ))}
            </DataTable>
          )}
        </Listing>
      </Card>
    </Page>
  );
}

function ModelRow({ model }: { readonly model: ModelNode }) {
  const newest = model.versions.edges[0]?.node;
  return (
    <Table.Tr>
      <Table.Td maw={360}>
        <Anchor component={Link} to={`/models/${model.id}`} size="sm" fw={600}>
          {model.name}
        </Anchor>
        <Text size="xs" c="dimmed" lineClamp={2}>
          {model.description}
        </Text>
      </Table.Td>
      {newest === undefined ? (
        <Table.Td colSpan={4}>no version yet</Table.Td>
      ) : (
        <>
          <Table.Td>
            <Anchor component={Link} to={`/models/${model.id}/versions/${newest.id}`} size="sm">
              version {newest.number}
            </Anchor>
          </Table.Td>
          <Table.Td>
            <StateBadge state={newest.state} />
          </Table.Td>
          <Table.Td className="tabular">{formatCount(newest.parameterCount)}</Table.Td>
          <Table.Td className="tabular">{formatCount(newest.variants.totalCount)}</Table.Td>
        </>
      )}
      <Table.Td>
        <Age instant={model.createdAt} />
      </Table.Td>
    </Table.Tr>
  );
}
