import { Anchor, Breadcrumbs, Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

export interface PageProps {
  readonly title: string;
  readonly description?: ReactNode;
  /** Beside the title, such as a state. */
  readonly badge?: ReactNode;
  readonly actions?: ReactNode;
  /** The pages above this one. */
  readonly above?: readonly { readonly label: string; readonly to: string }[];
  readonly children: ReactNode;
}

/** Title, place and actions of a page, the same everywhere. */
export function Page({ title, description, badge, actions, above, children }: PageProps) {
  useDocumentTitle(`${title} · Flotilla`);
  return (
    <Stack gap="lg">
      <Stack gap={4}>
        {above && (
          <Breadcrumbs component="nav" aria-label="Breadcrumbs" separatorMargin={6}>
            {above.map(({ label, to }) => (
              <Anchor key={to} component={Link} to={to} size="sm">
                {label}
              </Anchor>
            ))}
            <Text size="sm" c="dimmed" aria-current="page">
              {title}
            </Text>
          </Breadcrumbs>
        )}
        <Group justify="space-between" align="flex-start" gap="sm">
          <Group gap="sm">
            <Title order={1} size="h2">
              {title}
            </Title>
            {badge}
          </Group>
          {actions !== undefined && <Group gap="xs">{actions}</Group>}
        </Group>
        {description !== undefined && (
          <Text c="dimmed" size="sm" maw={760}>
            {description}
          </Text>
        )}
      </Stack>
      {children}
    </Stack>
  );
}
