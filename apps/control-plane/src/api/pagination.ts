import { ApiError } from '../errors';
import type { Connection } from './connection';
import type { PageArguments } from './page';

export const maximumPageSize = 100;

/** Where a page begins, and how many rows to fetch: one more than asked for shows whether there is a next page. */
export interface PageWindow {
  readonly take: number;
  /** Key of the last row of the page before. */
  readonly afterKey: string | null;
}

export interface PageSource<Row, Node> {
  rows(window: PageWindow): Promise<readonly Row[]>;
  count(): Promise<number>;
  /** Unique, and what the rows are ordered by. */
  keyOf(row: Row): string;
  nodeOf(row: Row): Node;
}

/** @throws ApiError `INVALID_INPUT` for a size out of range, `INVALID_CURSOR` */
export async function pageOf<Row, Node>(
  { first, after }: PageArguments,
  source: PageSource<Row, Node>,
): Promise<Connection<Node>> {
  if (first < 1 || first > maximumPageSize)
    throw new ApiError('INVALID_INPUT', `first is ${first}; give 1 to ${maximumPageSize}`);
  const [rows, totalCount] = await Promise.all([
    source.rows({ take: first + 1, afterKey: after == null ? null : keyOfCursor(after) }),
    source.count(),
  ]);
  const edges = rows
    .slice(0, first)
    .map((row) => ({ cursor: cursorOfKey(source.keyOf(row)), node: source.nodeOf(row) }));
  const pageInfo = {
    hasNextPage: rows.length > first,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, pageInfo, totalCount };
}

/** Condition that continues behind a key in descending order. */
export function before<Key extends string>(
  key: Key,
  { afterKey }: PageWindow,
): Partial<Record<Key, { lt: string }>> {
  return afterKey === null ? {} : ({ [key]: { lt: afterKey } } as Record<Key, { lt: string }>);
}

function cursorOfKey(key: string): string {
  return Buffer.from(`1:${key}`).toString('base64url');
}

function keyOfCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!/^1:[\w-]{1,100}$/u.test(text))
    throw new ApiError('INVALID_CURSOR', `"${cursor.slice(0, 100)}" is no cursor of this API`);
  return text.slice(2);
}
