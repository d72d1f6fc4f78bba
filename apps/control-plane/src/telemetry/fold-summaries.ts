import type { Rows } from '@flotilla/database';
import { mergeSummaries, type Summary } from '@flotilla/telemetry';
import { emptySummary, summaryOf } from './counted-row';

/** A summary, and whose windows went into it. */
export interface FleetSummary extends Summary {
  readonly deviceIds: Set<string>;
}

/** Merges pages of rows into one summary for each group. */
export async function foldSummaries(
  pages: AsyncIterable<readonly Rows.TelemetrySummary[]>,
  groupOf: (row: Rows.TelemetrySummary) => string,
): Promise<Map<string, FleetSummary>> {
  const groups = new Map<string, FleetSummary>();
  for await (const rows of pages) {
    const parts = new Map<string, Rows.TelemetrySummary[]>();
    for (const row of rows) {
      const key = groupOf(row);
      const part = parts.get(key);
      if (part === undefined) parts.set(key, [row]);
      else part.push(row);
    }
    for (const [key, part] of parts) {
      const { deviceIds, ...known } = groups.get(key) ?? {
        ...emptySummary(),
        deviceIds: new Set<string>(),
      };
      for (const { deviceId } of part) deviceIds.add(deviceId);
      groups.set(key, { ...mergeSummaries([known, ...part.map(summaryOf)]), deviceIds });
    }
  }
  return groups;
}
