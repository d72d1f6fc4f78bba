import { Box, Group, Progress, Text } from '@mantine/core';
import { formatPercent } from './format/quantities';

export interface LabelledProgressProps {
  /** What is being done. */
  readonly label: string;
  /** 0 to 1. */
  readonly fraction: number;
}

export function LabelledProgress({ label, fraction }: LabelledProgressProps) {
  return (
    <Box miw={140}>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="xs" c="dimmed" lineClamp={1}>
          {label}
        </Text>
        <Text size="xs" c="dimmed" className="tabular nowrap">
          {formatPercent(fraction, 0)}
        </Text>
      </Group>
      <Progress value={fraction * 100} size="sm" aria-label={label} />
    </Box>
  );
}
