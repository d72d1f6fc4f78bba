import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { formatLimit, formatMs } from '../../ui/format/quantities';
import { hardwareName, type MetricsRow } from './metrics-row';

const rowHeight = 84;

const series = [
  { name: 'p50', color: 'indigo.3' },
  { name: 'p90', color: 'indigo.6' },
  { name: 'p99', color: 'indigo.9' },
];

/** The numbers of the table as bars, each with what it was measured on: profiles name hardware that may not have run. */
export function LatencyChart({ rows }: { readonly rows: readonly MetricsRow[] }) {
  return (
    <BarChart
      role="img"
      aria-label="Latency percentiles; the table above has the numbers"
      h={rows.length * rowHeight + 80}
      data={rows.map(({ label, latency, ranOn }) => ({
        label: `${label} (on ${[...new Set(ranOn.map(hardwareName))].join(' and ')})`,
        p50: latency?.p50Ms,
        p90: latency?.p90Ms,
        p99: latency?.p99Ms,
      }))}
      dataKey="label"
      orientation="vertical"
      series={series}
      withLegend
      gridAxis="x"
      valueFormatter={formatMs}
      xAxisProps={{ tickFormatter: (ms: number) => formatLimit(ms, 'ms') }}
      yAxisProps={{ width: 170 }}
      barProps={{ isAnimationActive: false }}
    />
  );
}
