import { Card, Group, Select, Table, Text } from '@mantine/core';
import { IconDevices } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import {
  DevicesDocument,
  type DevicesQuery,
  type DeviceState,
} from '../../api/generated/operations';
import { useInterval } from '../../api/use-interval';
import { usePages } from '../../api/use-pages';
import { Age } from '../../ui/age';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { unknown } from '../../ui/format/quantities';
import { asTitle, properName } from '../../ui/format/words';
import { Listing } from '../../ui/listing';
import { Page } from '../../ui/page';
import { StateBadge } from '../../ui/state-badge';
import { AssignProfileButton } from './assign-profile-button';
import { EnrolButton } from './enrol-button';
import { RejectedMessagesButton } from './rejected-messages-button';
import { RevokeButton } from './revoke-button';

type Device = DevicesQuery['devices']['edges'][number]['node'];

const states: readonly DeviceState[] = ['ONLINE', 'OFFLINE', 'ENROLLED', 'REVOKED'];
const columns = ['Name', 'State', 'Profile', 'Runs', 'Delegates', 'System', 'Last seen', ''];

export function DevicesPage() {
  const [search, setSearch] = useSearchParams();
  const state = states.find((each) => each === search.get('state')) ?? null;
  const variables = useMemo(() => (state === null ? {} : { state }), [state]);
  const pages = usePages({
    query: DevicesDocument,
    variables,
    connection: ({ devices }) => devices,
    keyOf: ({ id }) => id,
  });
  useInterval(pages.refresh, 5_000);
  return (
    <Page
      title="Devices"
      description="What is enrolled, what it can run, and what it says that it runs."
      actions={
        <>
          <Select
            aria-label="State"
            placeholder="Every state"
            clearable
            w={160}
            data={states.map((value) => ({ value, label: asTitle(value) }))}
            value={state}
            onChange={(value) => {
              setSearch(value === null ? {} : { state: value });
            }}
          />
          <EnrolButton />
        </>
      }
    >
      <Card withBorder>
        <Listing
          what="devices"
          pages={pages}
          empty={
            <EmptyState icon={IconDevices} title="No devices" action={<EnrolButton />}>
              {state === null
                ? 'A device joins with a one-time token that its agent is started with.'
                : 'No device is in this state.'}
            </EmptyState>
          }
        >
          {(devices) => (
            <DataTable label="Devices" columns={columns} minWidth={900}>
              {devices.map((device) => (
                <DeviceRow key={device.id} device={device} onChanged={pages.refresh} />
              ))}
            </DataTable>
          )}
        </Listing>
      </Card>
    </Page>
  );
}

interface DeviceRowProps {
  readonly device: Device;
  readonly onChanged: () => void;
}

function DeviceRow({ device, onChanged }: DeviceRowProps) {
  const { operatingSystem, architecture, runtimeName, runtimeVersion } = device;
  const runtime = [runtimeName, runtimeVersion].filter((each) => each !== null).join(' ');
  const system = [operatingSystem, architecture].filter((each) => each !== null).join(', ');
  return (
    <Table.Tr>
      <Table.Td fw={600} className="nowrap">
        {device.name}
      </Table.Td>
      <Table.Td>
        <Group gap={4} wrap="nowrap">
          <StateBadge state={device.state} />
          <RejectedMessagesButton device={device} />
        </Group>
      </Table.Td>
      <Table.Td>
        <Group gap={4} wrap="nowrap">
          {device.profile?.name ?? 'none'}
          <AssignProfileButton device={device} onAssigned={onChanged} />
        </Group>
      </Table.Td>
      <Table.Td>
        {device.running.length === 0
          ? 'nothing yet'
          : device.running.map(({ model, variant, delegate }) => (
              <div key={model.id} className="nowrap">
                {model.name} {variant.modelVersion.number}
                <Text size="xs" c="dimmed">
                  {variant.scheme === null ? unknown : properName(variant.scheme)} on{' '}
                  {properName(delegate)}
                </Text>
              </div>
            ))}
      </Table.Td>
      <Table.Td>{device.delegates.map(properName).join(', ') || unknown}</Table.Td>
      <Table.Td className="nowrap">
        {system || unknown}
        <Text size="xs" c="dimmed">
          {runtime}
        </Text>
      </Table.Td>
      <Table.Td>
        <Age instant={device.lastSeenAt} />
      </Table.Td>
      <Table.Td>
        {device.state !== 'REVOKED' && <RevokeButton device={device} onRevoked={onChanged} />}
      </Table.Td>
    </Table.Tr>
  );
}
