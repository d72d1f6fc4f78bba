/** Milliseconds. A percentile that so few runs cannot tell is `null`. */
export interface LatencySummary {
  readonly count: number;
  readonly minMs: number;
  readonly meanMs: number;
  readonly maxMs: number;
  readonly standardDeviationMs: number;
  readonly p50Ms: number | null;
  readonly p90Ms: number | null;
  readonly p99Ms: number | null;
}

/**
 * Summarizes measured durations. Percentiles are by nearest rank: a duration that was really measured. Percentile p needs
 * 1 / (1 − p) runs, for with fewer its rank is that of the maximum.
 * @param durationsMs at least one
 */
export function summarizeLatency(durationsMs: readonly number[]): LatencySummary {
  const sorted = Float64Array.from(durationsMs).sort();
  const count = sorted.length;
  const minMs = sorted[0];
  const maxMs = sorted[count - 1];
  if (minMs === undefined || maxMs === undefined) throw new RangeError('No durations to summarize');
  const meanMs = sorted.reduce((sum, duration) => sum + duration, 0) / count;
  const squares = sorted.reduce((sum, duration) => sum + (duration - meanMs) ** 2, 0);
  return {
    count,
    minMs,
    meanMs,
    maxMs,
    standardDeviationMs: count > 1 ? Math.sqrt(squares / (count - 1)) : 0,
    p50Ms: percentile(sorted, 50),
    p90Ms: percentile(sorted, 90),
    p99Ms: percentile(sorted, 99),
  };
}

/** In whole percents, for 1 / (1 − 0.9) is not 10 in doubles. */
function percentile(sorted: Float64Array, percent: number): number | null {
  if (sorted.length * (100 - percent) < 100) return null;
  return sorted[Math.ceil((percent * sorted.length) / 100) - 1] ?? null;
}
