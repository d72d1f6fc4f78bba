import { hardwareProfileSchema } from './hardware-profile';
import { presets } from './presets';

const valid = {
  name: 'board',
  architecture: 'arm64',
  delegates: ['xnnpack'],
  schemes: ['int8'],
  budgets: {},
  maximumAccuracyLossPoints: 1,
};

describe('hardwareProfileSchema', () => {
  it('reads its own output', () => {
    const once = hardwareProfileSchema.parse(valid);
    expect(hardwareProfileSchema.parse(once)).toEqual(once);
    expect(once.budgets.latencyP90Ms).toBeNull();
  });

  it.each([
    ['an empty name', { name: ' ' }],
    ['no delegate', { delegates: [] }],
    ['a delegate twice', { delegates: ['cpu', 'cpu'] }],
    ['an unknown scheme', { schemes: ['int3'] }],
    ['a negative budget', { budgets: { fileSizeBytes: -1 } }],
    ['a fractional size', { budgets: { fileSizeBytes: 1.5 } }],
    ['an infinite loss', { maximumAccuracyLossPoints: Infinity }],
    ['an unknown field', { colour: 'red' }],
  ])('refuses %s', (_, change) => {
    expect(hardwareProfileSchema.safeParse({ ...valid, ...change }).success).toBe(false);
  });
});

describe('presets', () => {
  it('have distinct names', () => {
    expect(new Set(presets.map(({ name }) => name)).size).toBe(presets.length);
  });
});
