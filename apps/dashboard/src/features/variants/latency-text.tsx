import { Box, Text } from '@mantine/core';
import { formatCount, formatMs, unknown } from '../../ui/format/quantities';

export interface LatencyTextProps {
  readonly p50Ms: number | null;
  readonly p90Ms: number | null;
  readonly sampleCount: number | null;
}

export function LatencyText({ p50Ms, p90Ms, sampleCount }: LatencyTextProps) {
  if (p50Ms === null && p90Ms === null)
    return (
      <Text size="sm" c="dimmed">
        {unknown}
      </Text>
    );
  return (
    <Box className="nowrap tabular">
      <Text size="sm">
        {formatMs(p50Ms)} / {formatMs(p90Ms)}
      </Text>
      <Text size="xs" c="dimmed">
        n = {formatCount(sampleCount)}
      </Text>
    </Box>
  );
}
