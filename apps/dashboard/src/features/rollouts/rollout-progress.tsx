import { Box, Progress, Text } from '@mantine/core';
import type { RolloutSummaryFragment } from '../../api/generated/operations';
import { formatCount } from '../../ui/format/quantities';
import { colorOfState } from '../../ui/state-badge';
import { countCommitted } from './count-devices';

/** How many of all devices that are meant run the new version, and in which stage. */
export function RolloutProgress({ rollout }: { readonly rollout: RolloutSummaryFragment }) {
  const { stages, stageIndex, state } = rollout;
  const { committedCount, targetCount } = countCommitted(stages);
  const text = `${formatCount(committedCount)} of ${formatCount(targetCount)} devices, stage ${stageIndex + 1} of ${stages.length}`;
  return (
    <Box miw={200}>
      <Text size="xs" c="dimmed" className="nowrap tabular">
        {text}
      </Text>
      <Progress
        value={targetCount === 0 ? 0 : (committedCount / targetCount) * 100}
        color={colorOfState(state)}
        size="sm"
        aria-label={text}
      />
    </Box>
  );
}
