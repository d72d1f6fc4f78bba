import { Anchor, Table } from '@mantine/core';
import { Link } from 'react-router';
import type { HomeQuery } from '../../api/generated/operations';
import { formatCount } from '../../ui/format/quantities';
import { Section } from '../../ui/section';

/** How many devices each hardware profile has. */
export function ProfileDevices({ data }: { readonly data: HomeQuery }) {
  return (
    <Section
      title="Devices by profile"
      actions={
        <Anchor component={Link} to="/profiles" size="sm">
          All profiles
        </Anchor>
      }
    >
      <Table aria-label="Devices by profile">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Profile</Table.Th>
            <Table.Th scope="col" ta="end">
              Devices
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.hardwareProfiles.edges.map(({ node }) => (
            <Table.Tr key={node.id}>
              <Table.Td>
                <Anchor component={Link} to={`/profiles/${node.id}`} size="sm">
                  {node.name}
                </Anchor>
              </Table.Td>
              <Table.Td ta="end" className="tabular">
                {formatCount(node.deviceCount)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}
