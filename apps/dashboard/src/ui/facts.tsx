import { Box, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

/** Names and values, as a description list. */
export function Facts({
  facts,
  columns = 4,
}: {
  readonly facts: readonly Fact[];
  readonly columns?: number;
}) {
  return (
    <SimpleGrid
      component="dl"
      cols={{ base: 1, xs: 2, md: columns }}
      spacing="md"
      verticalSpacing="sm"
      m={0}
    >
      {facts.map(({ name, value }) => (
        <Box key={name}>
          <Text component="dt" size="xs" c="dimmed">
            {name}
          </Text>
          <Text component="dd" size="sm" m={0} className="wrap-anywhere">
            {value}
          </Text>
        </Box>
      ))}
    </SimpleGrid>
  );
}
