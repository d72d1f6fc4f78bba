import { Anchor, Button, Card, Table } from '@mantine/core';
import { IconRocket } from '@tabler/icons-react';
import { Link } from 'react-router';
import { RolloutsDocument, type RolloutSummaryFragment } from '../../api/generated/operations';
import { useInterval } from '../../api/use-interval';
import { usePages } from '../../api/use-pages';
import { Age } from '../../ui/age';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Listing } from '../../ui/listing';
import { Page } from '../../ui/page';
import { StateBadge } from '../../ui/state-badge';
import { RolloutProgress } from './rollout-progress';

const noVariables = {};
const columns = ['Name', 'Model version', 'State', 'Progress', 'Started'];

export function RolloutsPage() {
  const pages = usePages({
    query: RolloutsDocument,
    variables: noVariables,
    connection: ({ rollouts }) => rollouts,
    keyOf: ({ id }) => id,
  });
  useInterval(pages.refresh, 5_000);
  const start = (
    <Button component={Link} to="/rollouts/new" leftSection={<IconRocket size={16} aria-hidden />}>
      Start rollout
    </Button>
  );
  return (
    <Page
      title="Rollouts"
      description="A model version on its way to the fleet, in stages that advance only while accuracy and latency hold."
      actions={start}
    >
      <Card withBorder>
        <Listing
          what="rollouts"
          pages={pages}
          empty={
            <EmptyState icon={IconRocket} title="No rollouts yet" action={start}>
              Build the variants of a model version first; then bring them to the devices in stages.
            </EmptyState>
          }
        >
          {(rollouts) => (
            <DataTable label="Rollouts" columns={columns}>
              {rollouts.map((rollout) => (
                <RolloutRow key={rollout.id} rollout={rollout} />
              ))}
            </DataTable>
          )}
        </Listing>
      </Card>
    </Page>
  );
}

function RolloutRow({ rollout }: { readonly rollout: RolloutSummaryFragment }) {
  const { id, name, state, modelVersion, createdAt } = rollout;
  return (
    <Table.Tr>
      <Table.Td maw={320}>
        <Anchor component={Link} to={`/rollouts/${id}`} size="sm" fw={600}>
          {name}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <Anchor
          component={Link}
          to={`/models/${modelVersion.model.id}/versions/${modelVersion.id}`}
          size="sm"
        >
          {modelVersion.model.name} {modelVersion.number}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <StateBadge state={state} />
      </Table.Td>
      <Table.Td>
        <RolloutProgress rollout={rollout} />
      </Table.Td>
      <Table.Td>
        <Age instant={createdAt} />
      </Table.Td>
    </Table.Tr>
  );
}
