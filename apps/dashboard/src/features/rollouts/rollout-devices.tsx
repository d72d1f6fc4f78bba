import { Select, Table, Text } from '@mantine/core';
import { IconDevices } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import {
  RolloutDevicesDocument,
  type RolloutDevicesQuery,
  type RolloutDeviceState,
} from '../../api/generated/operations';
import { useInterval } from '../../api/use-interval';
import { usePages } from '../../api/use-pages';
import { Age } from '../../ui/age';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { formatPercent, unknown } from '../../ui/format/quantities';
import { asTitle, properName } from '../../ui/format/words';
import { Listing } from '../../ui/listing';
import { Section } from '../../ui/section';
import { StateBadge } from '../../ui/state-badge';
import { deviceStates } from './count-devices';

type RolloutDevice = NonNullable<
  RolloutDevicesQuery['rollout']
>['devices']['edges'][number]['node'];

const columns = ['Device', 'Profile', 'Stage', 'State', 'Variant', 'What happened', 'Changed'];
/** A busy rollout changes many times a second; its table need not. */
const refreshEveryMs = 700;

export interface RolloutDevicesProps {
  readonly rolloutId: string;
  /** Of the rollout; grows with each step of a device, and the table is then read again. */
  readonly progressVersion: number;
}

export function RolloutDevices({ rolloutId, progressVersion }: RolloutDevicesProps) {
  const [state, setState] = useState<RolloutDeviceState | null>(null);
  const variables = useMemo(
    () => ({ id: rolloutId, ...(state === null ? {} : { state }) }),
    [rolloutId, state],
  );
  const pages = usePages({
    query: RolloutDevicesDocument,
    variables,
    connection: ({ rollout }) => rollout?.devices,
    keyOf: ({ device }) => device.id,
  });
  const askedFor = useRef(progressVersion);
  useInterval(() => {
    // One at a time: of two answers, the older one could come last, and would stay.
    if (pages.refreshing || askedFor.current === progressVersion) return;
    askedFor.current = progressVersion;
    pages.refresh();
  }, refreshEveryMs);
  return (
    <Section
      title="Devices"
      actions={
        <Select
          aria-label="State of the devices"
          placeholder="Every state"
          size="xs"
          clearable
          data={deviceStates.map((value) => ({ value, label: asTitle(value) }))}
          value={state}
          onChange={(value) => {
            setState(deviceStates.find((each) => each === value) ?? null);
          }}
        />
      }
    >
      <Listing
        what="devices"
        pages={pages}
        empty={
          <EmptyState icon={IconDevices} title="No devices">
            {state === null
              ? 'No device of the fleet is meant by this rollout.'
              : 'No device is in this state.'}
          </EmptyState>
        }
      >
        {(devices) => (
          <DataTable label="Devices of the rollout" columns={columns} minWidth={820}>
            {devices.map((each) => (
              <DeviceRow key={each.device.id} entry={each} />
            ))}
          </DataTable>
        )}
      </Listing>
    </Section>
  );
}

function DeviceRow({ entry }: { readonly entry: RolloutDevice }) {
  const { device, variant, state, fraction, code, message, delegate } = entry;
  const underWay = fraction > 0 && fraction < 1;
  return (
    <Table.Tr>
      <Table.Td fw={600} className="nowrap">
        {device.name}
      </Table.Td>
      <Table.Td>{device.profile?.name ?? unknown}</Table.Td>
      <Table.Td>{entry.stageIndex + 1}</Table.Td>
      <Table.Td>
        <StateBadge
          state={state}
          label={underWay ? `${asTitle(state)} ${formatPercent(fraction, 0)}` : asTitle(state)}
        />
      </Table.Td>
      <Table.Td className="nowrap">
        {variant?.scheme == null ? 'none' : properName(variant.scheme)}
        {delegate !== null && (
          <Text size="xs" c="dimmed">
            on {properName(delegate)}
          </Text>
        )}
      </Table.Td>
      <Table.Td maw={280}>
        <Text size="sm">{message ?? ''}</Text>
        {code !== null && (
          <Text size="xs" c="dimmed">
            {code}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Age instant={entry.updatedAt} />
      </Table.Td>
    </Table.Tr>
  );
}
