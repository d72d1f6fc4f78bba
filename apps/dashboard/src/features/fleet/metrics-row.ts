import type { FleetMetricsQuery } from '../../api/generated/operations';
import { unknown } from '../../ui/format/quantities';
import { properName } from '../../ui/format/words';

export type MetricsRow = FleetMetricsQuery['fleetMetrics'][number];

/** The fleet's numbers, one row for each of what `groupLabel` names. */
export interface FleetMetricsProps {
  readonly groupLabel: string;
  readonly rows: readonly MetricsRow[];
}

/** `XNNPACK, x64` */
export function hardwareName({
  delegate,
  architecture,
}: Pick<MetricsRow['ranOn'][number], 'delegate' | 'architecture'>): string {
  return `${properName(delegate)}, ${architecture === null ? unknown : properName(architecture)}`;
}
