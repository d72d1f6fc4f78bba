import { Anchor, Badge, Button, Card, Group, Table, Text } from '@mantine/core';
import { IconCpu, IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { type ProfileFieldsFragment, ProfilesDocument } from '../../api/generated/operations';
import { usePages } from '../../api/use-pages';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { formatCount, formatPlural } from '../../ui/format/quantities';
import { properName } from '../../ui/format/words';
import { Listing } from '../../ui/listing';
import { Page } from '../../ui/page';
import { describeBudgets } from './describe-budgets';

const noVariables = {};

const columns = [
  'Name',
  'Architecture',
  'Delegates',
  'Schemes',
  'Budgets',
  'Accuracy loss',
  'Devices',
];

export function ProfilesPage() {
  const pages = usePages({
    query: ProfilesDocument,
    variables: noVariables,
    connection: ({ hardwareProfiles }) => hardwareProfiles,
    keyOf: ({ id }) => id,
  });
  const create = (
    <Button component={Link} to="/profiles/new" leftSection={<IconPlus size={16} aria-hidden />}>
      New profile
    </Button>
  );
  return (
    <Page
      title="Hardware profiles"
      description="Kinds of hardware in the fleet: what they can run, and what a model may cost there."
      actions={create}
    >
      <Card withBorder>
        <Listing
          what="hardware profiles"
          pages={pages}
          empty={
            <EmptyState icon={IconCpu} title="No hardware profiles yet" action={create}>
              Describe the first kind of hardware; every model then gets a variant for it.
            </EmptyState>
          }
        >
          {(profiles) => (
            <DataTable label="Hardware profiles" columns={columns} minWidth={860}>
              {profiles.map((profile) => (
                <ProfileRow key={profile.id} profile={profile} />
              ))}
            </DataTable>
          )}
        </Listing>
      </Card>
    </Page>
  );
}

function ProfileRow({ profile }: { readonly profile: ProfileFieldsFragment }) {
  return (
    <Table.Tr>
      <Table.Td maw={280}>
        <Group gap={6}>
          <Anchor component={Link} to={`/profiles/${profile.id}`} size="sm" fw={600}>
            {profile.name}
          </Anchor>
          {profile.isPreset && (
            <Badge size="sm" variant="default" tt="none">
              preset
            </Badge>
          )}
        </Group>
        <Text size="xs" c="dimmed" lineClamp={2}>
          {profile.description}
        </Text>
        {profile.revision > 1 && (
          <Text size="xs" c="dimmed">
            Revision {profile.revision}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{properName(profile.architecture)}</Table.Td>
      <Table.Td>{profile.delegates.map(properName).join(', ')}</Table.Td>
      <Table.Td>{profile.schemes.map(properName).join(', ')}</Table.Td>
      <Table.Td>
        {describeBudgets(profile.budgets).map((budget) => (
          <Text key={budget} size="sm" className="nowrap">
            {budget}
          </Text>
        ))}
      </Table.Td>
      <Table.Td className="nowrap">
        ≤ {formatPlural(profile.maximumAccuracyLossPoints, 'point')}
      </Table.Td>
      <Table.Td>{formatCount(profile.deviceCount)}</Table.Td>
    </Table.Tr>
  );
}
