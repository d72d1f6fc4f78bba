import { Text, Tooltip } from '@mantine/core';
import { formatAge, formatInstant } from './format/time';
import { useNow } from './use-now';

/** How long ago something happened; the instant itself on hover or focus. */
export function Age({ instant }: { readonly instant: string | null | undefined }) {
  const nowMs = useNow();
  if (instant == null)
    return (
      <Text span inherit c="dimmed">
        {formatAge(instant, nowMs)}
      </Text>
    );
  return (
    <Tooltip label={formatInstant(instant)} events={{ hover: true, focus: true, touch: true }}>
      <time dateTime={instant} className="nowrap">
        {formatAge(instant, nowMs)}
      </time>
    </Tooltip>
  );
}
