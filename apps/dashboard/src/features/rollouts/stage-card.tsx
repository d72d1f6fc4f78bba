import { Group, Paper, Progress, Stack, Text } from '@mantine/core';
import type { RolloutDetailFragment } from '../../api/generated/operations';
import { formatCount, formatPlural, formatWholePercent } from '../../ui/format/quantities';
import { inWords } from '../../ui/format/words';
import { colorOfState, StateBadge } from '../../ui/state-badge';
import { inOrder } from './count-devices';
import { StageEvaluation } from './stage-evaluation';

type Stage = RolloutDetailFragment['stages'][number];

export interface StageCardProps {
  readonly stage: Stage;
  /** It is the one that the rollout is in. */
  readonly current: boolean;
}

/** One stage: its share, where its devices stand, and what was found. */
export function StageCard({ stage, current }: StageCardProps) {
  const { index, percentage, state, targetCount, evaluation } = stage;
  const counts = inOrder(stage.deviceCounts);
  const begun = counts.filter((each) => each.state !== 'PENDING');
  const name = `Stage ${index + 1}: ${formatWholePercent(percentage)}`;
  return (
    <Paper
      component="li"
      withBorder
      p="md"
      aria-label={name}
      {...(current && { 'aria-current': 'step' as const, className: 'current-stage' })}
    >
      <Stack gap="sm">
        <Group justify="space-between">
          <Group gap="sm">
            <Text fw={600}>{name}</Text>
            <StateBadge state={state} />
          </Group>
          <Text size="sm" c="dimmed">
            adds {formatPlural(targetCount, 'device')}
          </Text>
        </Group>
        <Progress.Root size="lg" aria-hidden>
          {begun.map(({ state: deviceState, count }) => (
            <Progress.Section
              key={deviceState}
              value={targetCount === 0 ? 0 : (count / targetCount) * 100}
              color={colorOfState(deviceState)}
              withAria={false}
            />
          ))}
        </Progress.Root>
        <Text size="sm" className="tabular">
          {counts.length === 0
            ? 'No device has begun'
            : counts.map((each) => `${formatCount(each.count)} ${inWords(each.state)}`).join(' · ')}
        </Text>
        {evaluation && <StageEvaluation evaluation={evaluation} showReasons={!current} />}
      </Stack>
    </Paper>
  );
}
