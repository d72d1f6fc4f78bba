import { SummaryGrain } from '@flotilla/database';

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** Spans of time by grain, from the Unix epoch on, so that days are those of UTC. */
export const grainMs: Readonly<Record<SummaryGrain, number>> = {
  FIVE_MINUTES: hourMs / 12,
  HOUR: hourMs,
  DAY: dayMs,
};

/** How far back each grain is asked; rows are kept for twice that. The coarsest has no limit but its retention. */
const reachMs: readonly (readonly [SummaryGrain, number])[] = [
  [SummaryGrain.FIVE_MINUTES, 3 * hourMs],
  [SummaryGrain.HOUR, 3 * dayMs],
];

/** Rows of the finer grains that no question reads any more, by the grain and the age of their start. */
export const fineGrainRetentionMs = reachMs.map(([grain, ms]) => [grain, 2 * ms] as const);

/** @returns the start of the span that holds this moment */
export function startOfSpan(at: Date, grain: SummaryGrain): Date {
  return new Date(Math.floor(at.getTime() / grainMs[grain]) * grainMs[grain]);
}

/** The finest grain that still holds everything since then. */
export function grainSince(since: Date | null, now: Date): SummaryGrain {
  const ageMs = since === null ? Infinity : now.getTime() - since.getTime();
  return reachMs.find(([, ms]) => ageMs <= ms)?.[0] ?? SummaryGrain.DAY;
}
