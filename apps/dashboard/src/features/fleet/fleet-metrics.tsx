import { IconChartHistogram } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { EmptyState } from '../../ui/empty-state';
import { Loading } from '../../ui/listing';
import { Section } from '../../ui/section';
import type { FleetMetricsProps } from './metrics-row';
import { MetricsTable } from './metrics-table';

// The chart library is as large as all the rest.
const LatencyChart = lazy(async () => ({
  default: (await import('./latency-chart')).LatencyChart,
}));

export function FleetMetrics({ groupLabel, rows }: FleetMetricsProps) {
  if (rows.length === 0)
    return (
      <EmptyState icon={IconChartHistogram} title="Nothing reported in this time">
        Devices report once a minute or so while they run a model. Choose a longer time, or roll a
        model out first.
      </EmptyState>
    );
  const timed = rows.filter(({ latency }) => latency !== null);
  return (
    <>
      <Section title={`By ${groupLabel.toLowerCase()}`}>
        <MetricsTable groupLabel={groupLabel} rows={rows} />
      </Section>
      {timed.length > 0 && (
        <Section title="Latency percentiles">
          <Suspense fallback={<Loading what="the chart" />}>
            <LatencyChart rows={timed} />
          </Suspense>
        </Section>
      )}
    </>
  );
}
