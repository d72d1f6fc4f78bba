import { Box, Text, Tooltip } from '@mantine/core';
import type { MeasuredOnFieldsFragment } from '../../api/generated/operations';
import { unknown } from '../../ui/format/quantities';
import { properName } from '../../ui/format/words';

/** What really ran, and how that differs from what the profile asks for. */
export function RanOn({ measuredOn }: { readonly measuredOn: MeasuredOnFieldsFragment | null }) {
  if (measuredOn === null)
    return (
      <Text size="sm" c="dimmed">
        {unknown}
      </Text>
    );
  const { delegate, architecture, note, runtime, runtimeVersion, operatingSystem } = measuredOn;
  return (
    <Tooltip label={`${runtime} ${runtimeVersion} on ${operatingSystem}`}>
      <Box maw={180} tabIndex={0}>
        <Text size="sm" className="nowrap">
          {properName(delegate)}, {properName(architecture)}
        </Text>
        {note !== '' && (
          <Text size="xs" c="dimmed">
            {note}
          </Text>
        )}
      </Box>
    </Tooltip>
  );
}
