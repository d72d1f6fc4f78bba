import { LatencySketch, mergeSummaries, mergeWindows, type Summary } from '@flotilla/telemetry';
import type { WindowRow } from './telemetry.repository';

/** A summary, and whose windows went into it. */
export interface FleetSummary extends Summary {
  readonly deviceIds: ReadonlySet<string>;
}

export const emptySummary: () => FleetSummary = () => ({
  inferenceCount: 0,
  failureCount: 0,
  labelledCount: 0,
  correctCount: 0,
  latency: new LatencySketch(),
  deviceIds: new Set(),
});

/** Merges pages of windows into one summary for each group. */
export async function foldWindows(
  pages: AsyncIterable<readonly WindowRow[]>,
  groupOf: (row: WindowRow) => string,
): Promise<Map<string, FleetSummary>> {
  const groups = new Map<string, FleetSummary>();
  for await (const rows of pages) {
    const parts = new Map<string, WindowRow[]>();
    for (const row of rows) {
      const key = groupOf(row);
      const part = parts.get(key);
      if (part === undefined) parts.set(key, [row]);
      else part.push(row);
    }
    for (const [key, part] of parts) groups.set(key, add(groups.get(key) ?? emptySummary(), part));
  }
  return groups;
}

function add(summary: FleetSummary, rows: readonly WindowRow[]): FleetSummary {
  const merged = mergeWindows(
    rows.map((row) => ({
      inferenceCount: Number(row.inferenceCount),
      failureCount: Number(row.failureCount),
      labelledCount: Number(row.labelledCount),
      correctCount: Number(row.correctCount),
      latencySketch: row.latencySketch,
    })),
  );
  const deviceIds = new Set([...summary.deviceIds, ...rows.map(({ deviceId }) => deviceId)]);
  return { ...mergeSummaries([summary, merged]), deviceIds };
}
