import { mergeSummaries, type Summary } from '@flotilla/telemetry';
import { emptySummary, summaryOf } from './counted-row';
import { HardwareTally } from './hardware-tally';
import type { FleetRow } from './telemetry.repository';

/** A summary, whose windows went into it, and what ran their inferences. */
export interface FleetSummary extends Summary {
  readonly deviceIds: Set<string>;
  readonly hardware: HardwareTally;
}

/** Merges pages of rows into one summary for each group. */
export async function foldSummaries(
  pages: AsyncIterable<readonly FleetRow[]>,
  groupOf: (row: FleetRow) => string,
): Promise<Map<string, FleetSummary>> {
  const groups = new Map<string, FleetSummary>();
  for await (const rows of pages) {
    const parts = new Map<string, FleetRow[]>();
    for (const row of rows) {
      const key = groupOf(row);
      const part = parts.get(key);
      if (part === undefined) parts.set(key, [row]);
      else part.push(row);
    }
    for (const [key, part] of parts) {
      const { deviceIds, hardware, ...known } = groups.get(key) ?? {
        ...emptySummary(),
        deviceIds: new Set<string>(),
        hardware: new HardwareTally(),
      };
      for (const row of part) {
        deviceIds.add(row.deviceId);
        hardware.add(row);
      }
      const summary = mergeSummaries([known, ...part.map(summaryOf)]);
      groups.set(key, { ...summary, deviceIds, hardware });
    }
  }
  return groups;
}
