import { Box, Text } from '@mantine/core';
import { formatPercent, unknown } from './format/quantities';
import { formatBounds, type Share } from './format/share';

/** A measured share over its 95 % bounds and sample size. */
export function ShareText({ share }: { readonly share: Share | null | undefined }) {
  if (share == null || share.sampleCount === 0)
    return (
      <Text span size="sm" c="dimmed">
        {unknown}
      </Text>
    );
  return (
    <Box className="nowrap">
      <Text size="sm" fw={600} className="tabular">
        {formatPercent(share.value)}
      </Text>
      <Text size="xs" c="dimmed" className="tabular">
        {formatBounds(share)}
      </Text>
    </Box>
  );
}
