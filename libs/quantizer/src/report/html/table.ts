import { type Insertable, type Markup, markup } from './markup';

export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => Insertable;
  /** How it is set: figures to the right, names so that they may break anywhere. */
  readonly kind?: 'number' | 'name';
}

export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Markup {
  return markup`<div class="scroll"><table><thead><tr>${columns.map(
    ({ head, kind = '' }) => markup`<th class="${kind}">${head}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (row) =>
      markup`<tr>${columns.map(({ cell, kind = '' }) => markup`<td class="${kind}">${cell(row)}</td>`)}</tr>`,
  )}</tbody></table></div>`;
}

/** A bar of a share from 0 to 1. */
export function bar(share: number, kind: 'before' | 'after' = 'after'): Markup {
  const width = (100 * Math.min(1, Math.max(0, share))).toFixed(1);
  return markup`<div class="track"><div class="fill ${kind}" style="width:${width}%"></div></div>`;
}
