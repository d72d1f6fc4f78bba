import { Group, Table, Text } from '@mantine/core';
import { DataTable } from '../../ui/data-table';
import { formatCount, formatMs, unknown } from '../../ui/format/quantities';
import { ShareText } from '../../ui/share-text';
import { IntervalBar } from './interval-bar';
import { intervalScale } from './interval-scale';
import { type FleetMetricsProps, hardwareName, type MetricsRow } from './metrics-row';

const measures = [
  'Devices',
  'Inferences',
  'Failures',
  'Top-1 accuracy (95 %)',
  'p50',
  'p90',
  'p99',
  'Timed',
  'Ran on',
];

export function MetricsTable({ groupLabel, rows }: FleetMetricsProps) {
  const positionOf = intervalScale(rows.flatMap(({ accuracy }) => (accuracy ? [accuracy] : [])));
  return (
    <DataTable
      label={`Accuracy and latency by ${groupLabel.toLowerCase()}`}
      columns={[groupLabel, ...measures]}
      minWidth={1040}
    >
      {rows.map((row) => (
        <Table.Tr key={row.key} aria-label={row.label}>
          <Table.Td maw={260} fw={600}>
            {row.label}
          </Table.Td>
          <Table.Td className="tabular">{formatCount(row.deviceCount)}</Table.Td>
          <Table.Td className="tabular">{formatCount(row.inferenceCount)}</Table.Td>
          <Table.Td className="tabular">{formatCount(row.failureCount)}</Table.Td>
          <Table.Td>
            <Group gap="sm" wrap="nowrap">
              <ShareText share={row.accuracy} />
              {row.accuracy && <IntervalBar position={positionOf(row.accuracy)} />}
            </Group>
          </Table.Td>
          <Latency latency={row.latency} />
          <Table.Td maw={220}>
            {row.ranOn.map((hardware) => (
              <Hardware
                key={JSON.stringify(hardware)}
                hardware={hardware}
                isOneOfSeveral={row.ranOn.length > 1}
              />
            ))}
          </Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  );
}

interface HardwareProps {
  readonly hardware: MetricsRow['ranOn'][number];
  readonly isOneOfSeveral: boolean;
}

/** What the numbers of the row were measured on, and how that differs from the profile that they stand under. */
function Hardware({ hardware, isOneOfSeveral }: HardwareProps) {
  const { note, deviceCount } = hardware;
  return (
    <>
      <Text size="sm" className="nowrap">
        {hardwareName(hardware)}
        {isOneOfSeveral && `: ${formatCount(deviceCount)}`}
      </Text>
      {note !== '' && (
        <Text size="xs" c="dimmed">
          {note}
        </Text>
      )}
    </>
  );
}

function Latency({ latency }: { readonly latency: MetricsRow['latency'] }) {
  if (latency === null)
    return (
      <Table.Td colSpan={4}>
        <Text size="sm" c="dimmed">
          {unknown}
        </Text>
      </Table.Td>
    );
  return (
    <>
      {[latency.p50Ms, latency.p90Ms, latency.p99Ms].map((ms, index) => (
        <Table.Td key={index} className="nowrap tabular">
          {formatMs(ms)}
        </Table.Td>
      ))}
      <Table.Td className="nowrap tabular">n = {formatCount(latency.sampleCount)}</Table.Td>
    </>
  );
}
