import { Table, type TableProps } from '@mantine/core';
import type { ReactNode } from 'react';

export interface DataTableProps extends TableProps {
  /** Tells screen readers what the table shows. */
  readonly label: string;
  readonly columns: readonly string[];
  readonly children: ReactNode;
  /** Scrolls sideways below this width, instead of squeezing. */
  readonly minWidth?: number;
}

/** A table with column headings; columns whose name is empty hold actions. */
export function DataTable({ label, columns, children, minWidth = 640, ...rest }: DataTableProps) {
  return (
    <Table.ScrollContainer minWidth={minWidth} type="native" tabIndex={0} aria-label={label}>
      <Table verticalSpacing="sm" aria-label={label} {...rest}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column, index) =>
              column === '' ? (
                <Table.Td key={index} />
              ) : (
                <Table.Th key={index} scope="col" className="nowrap">
                  {column}
                </Table.Th>
              ),
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
