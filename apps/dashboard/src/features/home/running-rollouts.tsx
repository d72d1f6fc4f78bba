import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { HomeQuery } from '../../api/generated/operations';
import { Section } from '../../ui/section';
import { StateBadge } from '../../ui/state-badge';
import { RolloutProgress } from '../rollouts/rollout-progress';

/** Rollouts that move or wait for somebody. */
export function RunningRollouts({ data }: { readonly data: HomeQuery }) {
  const rollouts = [...data.paused.edges, ...data.running.edges].map(({ node }) => node);
  return (
    <Section
      title="Rollouts under way"
      actions={
        <Anchor component={Link} to="/rollouts" size="sm">
          All rollouts
        </Anchor>
      }
    >
      {rollouts.length === 0 ? (
        <Text size="sm" c="dimmed">
          None right now.
        </Text>
      ) : (
        <Stack component="ul" className="plain-list" m={0} p={0} gap="md">
          {rollouts.map((rollout) => (
            <Group component="li" key={rollout.id} justify="space-between">
              <div>
                <Group gap="xs">
                  <Anchor component={Link} to={`/rollouts/${rollout.id}`} size="sm" fw={600}>
                    {rollout.name}
                  </Anchor>
                  <StateBadge state={rollout.state} />
                </Group>
                <Text size="xs" c="dimmed">
                  {rollout.pauseReason ??
                    `${rollout.modelVersion.model.name}, version ${rollout.modelVersion.number}`}
                </Text>
              </div>
              <RolloutProgress rollout={rollout} />
            </Group>
          ))}
        </Stack>
      )}
    </Section>
  );
}
