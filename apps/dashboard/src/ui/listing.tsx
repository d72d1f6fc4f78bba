import { Button, Center, Skeleton, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Pages } from '../api/use-pages';
import { formatCount } from './format/quantities';
import { ProblemAlert } from './problem-alert';

export interface ListingProps<Node> {
  /** What is listed, in the plural: “hardware profiles”. */
  readonly what: string;
  readonly pages: Pages<Node>;
  readonly empty: ReactNode;
  readonly children: (nodes: readonly Node[]) => ReactNode;
}

/** A paged list with its loading, failed and empty states. */
export function Listing<Node>({ what, pages, empty, children }: ListingProps<Node>) {
  const { nodes, problem, totalCount } = pages;
  return (
    <Stack gap="sm">
      {problem && (
        <ProblemAlert title={`Cannot list the ${what}`} problem={problem} onRetry={pages.refresh} />
      )}
      {nodes === undefined && problem === null && <Loading what={what} />}
      {nodes?.length === 0 && empty}
      {nodes !== undefined && nodes.length > 0 && children(nodes)}
      {pages.hasMore && nodes !== undefined && (
        <Center>
          <Button variant="default" loading={pages.loadingMore} onClick={pages.loadMore}>
            Load more
          </Button>
        </Center>
      )}
      {nodes !== undefined && totalCount > nodes.length && (
        <Text size="xs" c="dimmed" ta="center">
          {formatCount(nodes.length)} of {formatCount(totalCount)} {what}
        </Text>
      )}
    </Stack>
  );
}

/** Grey bars while something is fetched, told to screen readers in words. */
export function Loading({ what }: { readonly what: string }) {
  return (
    <Stack gap="xs" role="status" aria-label={`Loading ${what}`}>
      {[1, 2, 3].map((line) => (
        <Skeleton key={line} height={36} />
      ))}
    </Stack>
  );
}
