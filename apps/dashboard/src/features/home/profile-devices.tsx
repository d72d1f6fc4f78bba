import { Anchor, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { HomeQuery } from '../../api/generated/operations';
import { DataTable } from '../../ui/data-table';
import { formatCount, formatMs } from '../../ui/format/quantities';
import { Section } from '../../ui/section';
import { ShareText } from '../../ui/share-text';

const columns = ['Profile', 'Devices', 'Top-1 (95 %)', 'p90'];

/** Each hardware profile with its devices and what they reported over the last day. */
export function ProfileDevices({ data }: { readonly data: HomeQuery }) {
  const metrics = new Map(data.fleetMetrics.map((each) => [each.key, each]));
  return (
    <Section
      title="Fleet, last 24 hours"
      actions={
        <Anchor component={Link} to="/fleet" size="sm">
          More of the fleet
        </Anchor>
      }
    >
      <DataTable label="Fleet by profile" columns={columns} minWidth={420}>
        {data.hardwareProfiles.edges.map(({ node }) => {
          const { accuracy, latency } = metrics.get(node.id) ?? {};
          return (
            <Table.Tr key={node.id}>
              <Table.Td>
                <Anchor component={Link} to={`/profiles/${node.id}`} size="sm">
                  {node.name}
                </Anchor>
              </Table.Td>
              <Table.Td className="tabular">{formatCount(node.deviceCount)}</Table.Td>
              <Table.Td>
                <ShareText share={accuracy} />
              </Table.Td>
              <Table.Td className="nowrap tabular">
                {formatMs(latency?.p90Ms)}
                {latency && (
                  <Text size="xs" c="dimmed">
                    n = {formatCount(latency.sampleCount)}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          );
        })}
      </DataTable>
    </Section>
  );
}
