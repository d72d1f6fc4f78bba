import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useCallback, useMemo, useState } from 'react';
import { useClient, useQuery } from 'urql';
import { type Problem, problemOf } from './problem';
import { useInterval } from './use-interval';

export interface Connection<Node> {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly edges: readonly { readonly node: Node }[];
}

export interface PagesOptions<Data, Fixed, Node> {
  readonly query: TypedDocumentNode<Data, Fixed & Position>;
  /** Everything but the position; keep it the same object while nothing changes. */
  readonly variables: Fixed;
  readonly connection: (data: Data) => Connection<Node> | null | undefined;
  readonly keyOf: (node: Node) => string;
  readonly pageSize?: number;
}

export interface Pages<Node> {
  /** Undefined until the first page has come. */
  readonly nodes: readonly Node[] | undefined;
  readonly totalCount: number;
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  /** The first page is being read. */
  readonly refreshing: boolean;
  readonly problem: Problem | null;
  readonly loadMore: () => void;
  readonly refresh: () => void;
}

/** Faults of the moment, after which a list is read again by itself. */
const passing: ReadonlySet<string> = new Set(['UNREACHABLE', 'UNAVAILABLE']);
const retryEveryMs = 3_000;

interface Position {
  readonly first: number;
  readonly after?: string;
}

/** Reads a cursor connection page by page. The first page follows changes; later ones are added on demand. */
export function usePages<Data, Fixed extends object, Node>({
  query,
  variables,
  connection,
  keyOf,
  pageSize = 20,
}: PagesOptions<Data, Fixed, Node>): Pages<Node> {
  const client = useClient();
  const [loadingMore, setLoadingMore] = useState(false);
  const [failure, setFailure] = useState<Problem | null>(null);
  const [later, setLater] = useState<{ of: unknown; pages: readonly Connection<Node>[] }>({
    of: variables,
    pages: [],
  });
  const at = useCallback((position: Position) => ({ ...variables, ...position }), [variables]);
  const firstVariables = useMemo(() => at({ first: pageSize }), [at, pageSize]);
  const [{ data, error, fetching }, reexecute] = useQuery({ query, variables: firstVariables });

  const problem = error ? problemOf(error) : failure;
  const refresh = () => {
    reexecute({ requestPolicy: 'network-only' });
  };
  useInterval(() => {
    if (problem !== null && passing.has(problem.code)) refresh();
  }, retryEveryMs);

  const firstPage = data === undefined ? null : connection(data);
  const pages =
    firstPage == null ? [] : [firstPage, ...(later.of === variables ? later.pages : [])];
  const last = pages.at(-1);

  const loadMore = async () => {
    const after = last?.pageInfo.endCursor;
    if (after == null || loadingMore) return;
    setLoadingMore(true);
    const result = await client.query(query, at({ first: pageSize, after })).toPromise();
    setLoadingMore(false);
    setFailure(result.error ? problemOf(result.error) : null);
    const next = result.data === undefined ? null : connection(result.data);
    if (next != null)
      setLater((known) => ({
        of: variables,
        pages: [...(known.of === variables ? known.pages : []), next],
      }));
  };

  return {
    nodes: firstPage == null ? undefined : distinct(pages, keyOf),
    totalCount: last?.totalCount ?? 0,
    hasMore: last?.pageInfo.hasNextPage ?? false,
    loadingMore,
    refreshing: fetching,
    problem,
    loadMore: () => void loadMore(),
    refresh,
  };
}

/** What is added in front shifts the pages behind; nothing may then be listed twice. */
function distinct<Node>(
  pages: readonly Connection<Node>[],
  keyOf: (node: Node) => string,
): readonly Node[] {
  const nodes = pages.flatMap(({ edges }) => edges.map(({ node }) => node));
  return [...new Map(nodes.map((node) => [keyOf(node), node])).values()];
}
