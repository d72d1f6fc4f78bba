import { Table, Text } from '@mantine/core';
import { IconMailCheck } from '@tabler/icons-react';
import { useMemo } from 'react';
import { RejectedMessagesDocument } from '../../api/generated/operations';
import { usePages } from '../../api/use-pages';
import { Age } from '../../ui/age';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Listing } from '../../ui/listing';

const columns = ['Received', 'Message', 'Why it was refused'];

/** What the platform could not take of a device, and why. */
export function RejectedMessages({ deviceId }: { readonly deviceId: string }) {
  const variables = useMemo(() => ({ deviceId }), [deviceId]);
  const pages = usePages({
    query: RejectedMessagesDocument,
    variables,
    connection: ({ device }) => device?.rejectedMessages,
    keyOf: ({ id }) => id,
  });
  return (
    <Listing
      what="refused messages"
      pages={pages}
      empty={
        <EmptyState icon={IconMailCheck} title="Nothing refused">
          The platform has forgotten what it refused of this device.
        </EmptyState>
      }
    >
      {(messages) => (
        <DataTable label="Refused messages" columns={columns}>
          {messages.map(({ id, code, message, topic, kind, receivedAt }) => (
            <Table.Tr key={id}>
              <Table.Td>
                <Age instant={receivedAt} />
              </Table.Td>
              <Table.Td maw={220} className="wrap-anywhere">
                {kind ?? topic}
              </Table.Td>
              <Table.Td maw={420} className="wrap-anywhere">
                {message}
                <Text size="xs" c="dimmed">
                  {code}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </DataTable>
      )}
    </Listing>
  );
}
