import type { FleetMetricsQuery } from '../../api/generated/operations';

export type MetricsRow = FleetMetricsQuery['fleetMetrics'][number];

/** The fleet's numbers, one row for each of what `groupLabel` names. */
export interface FleetMetricsProps {
  readonly groupLabel: string;
  readonly rows: readonly MetricsRow[];
}
