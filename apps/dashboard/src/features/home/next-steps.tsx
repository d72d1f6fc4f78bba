import { Anchor, Group, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { HomeQuery } from '../../api/generated/operations';
import { Section } from '../../ui/section';
import { firstSteps } from './first-steps';

/** What is left to do until the first rollout; nothing after that. */
export function NextSteps({ data }: { readonly data: HomeQuery }) {
  const steps = firstSteps(data);
  if (steps.every(({ done }) => done)) return null;
  return (
    <Section title="What next">
      <Stack component="ol" className="plain-list" m={0} p={0} gap="sm">
        {steps.map(({ title, detail, to, done }, index) => (
          <Group component="li" key={title} wrap="nowrap" gap="sm">
            <ThemeIcon
              radius="xl"
              size="md"
              variant={done ? 'filled' : 'default'}
              color={done ? 'green.8' : 'gray'}
            >
              {done ? <IconCheck size={16} aria-label="Done" /> : index + 1}
            </ThemeIcon>
            <div>
              <Anchor component={Link} to={to} size="sm" fw={600}>
                {title}
              </Anchor>
              <Text size="sm" c="dimmed">
                {detail}
              </Text>
            </div>
          </Group>
        ))}
      </Stack>
    </Section>
  );
}
