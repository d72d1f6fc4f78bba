import { Box, Group, List, Text } from '@mantine/core';
import type { RolloutDetailFragment } from '../../api/generated/operations';
import { Age } from '../../ui/age';
import { Facts } from '../../ui/facts';
import { formatCount, formatMs } from '../../ui/format/quantities';
import { formatShare } from '../../ui/format/share';
import { StateBadge } from '../../ui/state-badge';

const verdicts = { PASS: 'Gates passed', WAIT: 'Gates wait', FAIL: 'Gates failed' } as const;

export interface StageEvaluationProps {
  readonly evaluation: NonNullable<RolloutDetailFragment['stages'][number]['evaluation']>;
  /** False where the page says them already. */
  readonly showReasons: boolean;
}

/** The newest look at a stage's gates, with its numbers and reasons. */
export function StageEvaluation({ evaluation, showReasons }: StageEvaluationProps) {
  const { verdict, committedCount, countedCount, unsuccessfulCount } = evaluation;
  return (
    <Box>
      <Group gap="xs" mb="xs">
        <StateBadge state={verdict} label={verdicts[verdict]} />
        <Text size="xs" c="dimmed">
          <Age instant={evaluation.evaluatedAt} />
        </Text>
      </Group>
      <Facts
        facts={[
          {
            name: 'Committed so far',
            value: `${formatCount(committedCount)} of ${formatCount(countedCount)}`,
          },
          { name: 'Unsuccessful', value: formatCount(unsuccessfulCount) },
          { name: 'Accuracy (95 %)', value: formatShare(evaluation.accuracy) },
          { name: 'Latency, p90', value: formatMs(evaluation.latencyP90Ms) },
        ]}
      />
      {showReasons && evaluation.reasons.length > 0 && (
        <List size="sm" mt="sm" listStyleType="disc">
          {evaluation.reasons.map((reason) => (
            <List.Item key={reason}>{reason}</List.Item>
          ))}
        </List>
      )}
    </Box>
  );
}
