const minuteMs = 60_000;

/** How far back the fleet is asked. */
export const timeRanges = [
  { value: '15m', label: 'Last 15 minutes', lengthMs: 15 * minuteMs },
  { value: '1h', label: 'Last hour', lengthMs: 60 * minuteMs },
  { value: '24h', label: 'Last 24 hours', lengthMs: 24 * 60 * minuteMs },
  { value: '7d', label: 'Last 7 days', lengthMs: 7 * 24 * 60 * minuteMs },
  { value: 'all', label: 'All time', lengthMs: null },
] as const;

export type TimeRange = (typeof timeRanges)[number];

export const defaultRange: TimeRange = timeRanges[2];

/** The range of an address; the default for one that it does not know. */
export function rangeNamed(value: string | null): TimeRange {
  return timeRanges.find((each) => each.value === value) ?? defaultRange;
}

/** Start of a range that ends now, on a whole minute so that looking again soon asks the same; null for no start. */
export function sinceOf({ lengthMs }: TimeRange, nowMs: number): string | null {
  if (lengthMs === null) return null;
  return new Date(Math.floor((nowMs - lengthMs) / minuteMs) * minuteMs).toISOString();
}
