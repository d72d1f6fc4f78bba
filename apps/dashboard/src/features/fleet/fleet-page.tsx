import { Group, SegmentedControl, Select } from '@mantine/core';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { FleetMetricsDocument, FleetModelsDocument } from '../../api/generated/operations';
import { problemOf } from '../../api/problem';
import { useInterval } from '../../api/use-interval';
import { Loading } from '../../ui/listing';
import { Page } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { useNow } from '../../ui/use-now';
import { FleetMetrics } from './fleet-metrics';
import { groupNamed, metricsGroups } from './metrics-groups';
import { rangeNamed, sinceOf, timeRanges } from './time-ranges';

const refreshEveryMs = 5_000;
const modelVariables = { first: 100 };

/** Accuracy and latency as the devices reported them. What is asked stands in the address. */
export function FleetPage() {
  const [search, setSearch] = useSearchParams();
  const group = groupNamed(search.get('by'));
  const range = rangeNamed(search.get('range'));
  const modelId = search.get('model');
  const since = sinceOf(range, useNow());
  const variables = useMemo(
    () => ({ groupBy: group.value, filter: { since, modelId } }),
    [group, since, modelId],
  );
  const [{ data, error }, reload] = useQuery({ query: FleetMetricsDocument, variables });
  useInterval(() => {
    reload({ requestPolicy: 'network-only' });
  }, refreshEveryMs);
  const [models] = useQuery({ query: FleetModelsDocument, variables: modelVariables });

  const change = (name: string, value: string | null) => {
    setSearch((before) => {
      const next = new URLSearchParams(before);
      if (value === null) next.delete(name);
      else next.set(name, value);
      return next;
    });
  };
  return (
    <Page
      title="Fleet"
      description="Accuracy on labelled inputs and latency of single inferences, as the devices measured them."
    >
      <Group gap="md" align="flex-end">
        <SegmentedControl
          className="scroll-sideways"
          aria-label="Group by"
          data={metricsGroups.map(({ value, label }) => ({ value, label }))}
          value={group.value}
          onChange={(value) => {
            change('by', value);
          }}
        />
        <Select
          aria-label="Time range"
          data={timeRanges.map(({ value, label }) => ({ value, label }))}
          allowDeselect={false}
          value={range.value}
          onChange={(value) => {
            change('range', value);
          }}
        />
        <Select
          aria-label="Model"
          placeholder="Every model"
          clearable
          data={(models.data?.models.edges ?? []).map(({ node }) => ({
            value: node.id,
            label: node.name,
          }))}
          value={modelId}
          onChange={(value) => {
            change('model', value);
          }}
        />
      </Group>
      {error && <ProblemAlert title="Cannot ask the fleet" problem={problemOf(error)} />}
      {data ? (
        <FleetMetrics groupLabel={group.label} rows={data.fleetMetrics} />
      ) : (
        !error && <Loading what="the fleet’s numbers" />
      )}
    </Page>
  );
}
