import type { FleetMetricsGroup } from '../../api/generated/operations';

/** What the fleet's numbers may be grouped by. */
export const metricsGroups = [
  { value: 'PROFILE', label: 'Profile' },
  { value: 'VARIANT', label: 'Variant' },
  { value: 'DELEGATE', label: 'Delegate' },
  { value: 'MODEL_VERSION', label: 'Model version' },
] as const satisfies readonly { value: FleetMetricsGroup; label: string }[];

export type MetricsGroup = (typeof metricsGroups)[number];

export function groupNamed(value: string | null): MetricsGroup {
  return metricsGroups.find((each) => each.value === value) ?? metricsGroups[0];
}
