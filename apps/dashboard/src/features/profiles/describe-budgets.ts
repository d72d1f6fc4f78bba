import type { ProfileFieldsFragment } from '../../api/generated/operations';
import { formatBytes, formatLimit } from '../../ui/format/quantities';

/** The limits that are set, one line each: `file ≤ 16 MiB`. */
export function describeBudgets(budgets: ProfileFieldsFragment['budgets']): string[] {
  const { fileSizeBytes, latencyP90Ms, peakMemoryBytes, powerMilliwatts } = budgets;
  const lines = [
    fileSizeBytes === null ? [] : [`file ≤ ${formatBytes(fileSizeBytes)}`],
    latencyP90Ms === null ? [] : [`p90 ≤ ${formatLimit(latencyP90Ms, 'ms')}`],
    peakMemoryBytes === null ? [] : [`memory ≤ ${formatBytes(peakMemoryBytes)}`],
    powerMilliwatts === null ? [] : [`power ≤ ${formatLimit(powerMilliwatts, 'mW')}`],
  ].flat();
  return lines.length === 0 ? ['none'] : lines;
}
