import type { RolloutDetailFragment } from '../../api/generated/operations';
import { Age } from '../../ui/age';
import { Facts } from '../../ui/facts';
import { formatCount, formatLimit, formatPercent, formatPlural } from '../../ui/format/quantities';
import { formatDuration } from '../../ui/format/time';
import { Section } from '../../ui/section';

/** Whom a rollout means and what it demands. */
export function RolloutFacts({ rollout }: { readonly rollout: RolloutDetailFragment }) {
  const { gates, selector, createdAt, finishedAt } = rollout;
  return (
    <Section title="Settings">
      <Facts
        facts={[
          {
            name: 'Devices',
            value:
              selector.profileIds.length === 0
                ? 'all with a profile'
                : `of ${formatPlural(selector.profileIds.length, 'profile')}`,
          },
          { name: 'Started', value: <Age instant={createdAt} /> },
          {
            name: 'Finished',
            value: finishedAt === null ? 'not yet' : <Age instant={finishedAt} />,
          },
          {
            name: 'Time for a stage',
            value:
              gates.stageTimeoutMs === null ? 'no limit' : formatDuration(gates.stageTimeoutMs),
          },
          { name: 'Committed, at least', value: formatPercent(gates.minimumCommittedShare, 0) },
          {
            name: 'Unsuccessful, at most',
            value: formatPercent(gates.maximumUnsuccessfulShare, 0),
          },
          {
            name: 'Accuracy loss, at most',
            value: formatPlural(gates.maximumAccuracyLossPoints, 'point'),
          },
          {
            name: 'Latency p90, at most',
            value:
              gates.maximumLatencyP90Ms === null
                ? 'no limit'
                : formatLimit(gates.maximumLatencyP90Ms, 'ms'),
          },
          { name: 'Samples, at least', value: formatCount(gates.minimumSampleCount) },
        ]}
      />
    </Section>
  );
}
