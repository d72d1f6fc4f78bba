import { describeBudgets } from './describe-budgets';

const none = {
  fileSizeBytes: null,
  latencyP90Ms: null,
  peakMemoryBytes: null,
  powerMilliwatts: null,
};

it('describeBudgets() names the limits that are set, with their units', () => {
  expect(describeBudgets({ ...none, fileSizeBytes: 16 * 1024 ** 2, latencyP90Ms: 50 })).toEqual([
    'file ≤ 16 MiB',
    'p90 ≤ 50 ms',
  ]);
  expect(describeBudgets(none)).toEqual(['none']);
});
