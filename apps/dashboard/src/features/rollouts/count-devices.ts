import type { RolloutDeviceState } from '../../api/generated/operations';

interface Counted {
  readonly targetCount: number;
  readonly deviceCounts: readonly { readonly state: RolloutDeviceState; readonly count: number }[];
}

const committed: ReadonlySet<RolloutDeviceState> = new Set(['SUCCEEDED', 'ALREADY_INSTALLED']);

/** Devices that run the new version, and devices meant, over all stages. */
export function countCommitted(stages: readonly Counted[]): {
  readonly committedCount: number;
  readonly targetCount: number;
} {
  const counts = stages.flatMap(({ deviceCounts }) => deviceCounts);
  return {
    committedCount: sum(
      counts.filter(({ state }) => committed.has(state)).map(({ count }) => count),
    ),
    targetCount: sum(stages.map(({ targetCount }) => targetCount)),
  };
}

/** Devices in front of a stage's total, in the order in which an update proceeds; zeros left out. */
export function inOrder(counts: Counted['deviceCounts']): Counted['deviceCounts'] {
  return counts
    .filter(({ count }) => count > 0)
    .sort((a, b) => deviceStates.indexOf(a.state) - deviceStates.indexOf(b.state));
}

/** Good ends first, then what is under way, then what went wrong. */
export const deviceStates: readonly RolloutDeviceState[] = [
  'SUCCEEDED',
  'ALREADY_INSTALLED',
  'COMMITTING',
  'TESTING',
  'VERIFYING',
  'DOWNLOADING',
  'OFFERED',
  'PENDING',
  'NO_VARIANT',
  'ROLLED_BACK',
  'REJECTED',
  'FAILED',
  'SUPERSEDED',
  'CANCELLED',
];

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
