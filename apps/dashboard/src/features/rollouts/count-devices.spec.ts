import { countCommitted, inOrder } from './count-devices';

const stages = [
  { targetCount: 2, deviceCounts: [{ state: 'SUCCEEDED', count: 2 }] },
  {
    targetCount: 4,
    deviceCounts: [
      { state: 'FAILED', count: 1 },
      { state: 'PENDING', count: 0 },
      { state: 'DOWNLOADING', count: 1 },
      { state: 'ALREADY_INSTALLED', count: 2 },
    ],
  },
] as const;

it('countCommitted() counts devices that run the version, however they came to it', () => {
  expect(countCommitted(stages)).toEqual({ committedCount: 4, targetCount: 6 });
});

it('inOrder() puts good ends first and leaves zeros out', () => {
  expect(inOrder(stages[1].deviceCounts).map(({ state }) => state)).toEqual([
    'ALREADY_INSTALLED',
    'DOWNLOADING',
    'FAILED',
  ]);
});
