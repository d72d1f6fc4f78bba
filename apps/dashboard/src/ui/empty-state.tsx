import { Center, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

export interface EmptyStateProps {
  readonly icon: Icon;
  readonly title: string;
  /** What will be here, and how it gets here. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** Stands where a list would be. */
export function EmptyState({ icon: Picture, title, children, action }: EmptyStateProps) {
  return (
    <Center py="xl">
      <Stack align="center" gap="xs" maw={460}>
        <ThemeIcon size={48} radius="xl" variant="light" color="gray">
          <Picture size={26} stroke={1.5} aria-hidden />
        </ThemeIcon>
        <Title order={2} size="h4" ta="center">
          {title}
        </Title>
        <Text c="dimmed" size="sm" ta="center">
          {children}
        </Text>
        {action}
      </Stack>
    </Center>
  );
}
