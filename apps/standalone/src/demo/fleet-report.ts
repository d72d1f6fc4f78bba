import Table from 'cli-table3';
import type { Share } from './build-variants';
import type { GraphqlClient } from './graphql-client';
import { hardware, milliseconds, points } from './variant-table';

interface FleetRow {
  readonly label: string;
  readonly deviceCount: number;
  readonly inferenceCount: number;
  readonly accuracy: Share | null;
  readonly latency: {
    readonly p50Ms: number;
    readonly p90Ms: number;
    readonly p99Ms: number;
    readonly sampleCount: number;
  } | null;
  readonly ranOn: readonly {
    readonly delegate: string;
    readonly architecture: string | null;
    readonly note: string;
  }[];
}

/** Asks the fleet, by profile, in one GraphQL query, and prints its answer as it came. */
export async function fleetReport(client: GraphqlClient, modelVersionId: string): Promise<string> {
  const { fleetMetrics } = await client.send<{ fleetMetrics: FleetRow[] }>(
    `query ($filter: FleetMetricsFilter) {
      fleetMetrics(groupBy: PROFILE, filter: $filter) {
        label deviceCount inferenceCount
        accuracy { value lower upper sampleCount }
        latency { p50Ms p90Ms p99Ms sampleCount }
        ranOn { delegate architecture note }
      }
    }`,
    { filter: { modelVersionId } },
  );
  const table = new Table({
    head: ['profile', 'devices', 'inferences', 'top-1 (95 %)', 'p50 / p90 / p99 ms', 'ran on'],
    style: { head: [], border: [] },
  });
  for (const { label, deviceCount, inferenceCount, accuracy, latency, ranOn } of fleetMetrics)
    table.push([
      label,
      deviceCount,
      inferenceCount,
      points(accuracy),
      latency
        ? `${[latency.p50Ms, latency.p90Ms, latency.p99Ms].map(milliseconds).join(' / ')} n=${latency.sampleCount}`
        : 'unknown',
      ranOn.map(hardware).join('\n') || 'unknown',
    ]);
  return table.toString();
}
