import { newRollout, type RolloutForm, toRolloutInput } from './rollout-form';
import { validateRollout } from './validate-rollout';

const form: RolloutForm = { ...newRollout, name: 'Autumn', modelVersionId: 'v1' };
const stages = (...percentages: (number | string)[]) => ({
  stages: percentages.map((percentage, index) => ({ key: String(index), percentage })),
});

describe('toRolloutInput()', () => {
  it('turns percents into shares, minutes into milliseconds, empty into no limit', () => {
    const { gates } = toRolloutInput({ ...form, stageTimeoutMinutes: 5 });
    expect(gates).toEqual({
      minimumCommittedShare: 0.9,
      maximumUnsuccessfulShare: 0.1,
      minimumSampleCount: 100,
      maximumAccuracyLossPoints: 2,
      maximumLatencyP90Ms: null,
      stageTimeoutMs: 300_000,
    });
  });
});

describe('validateRollout()', () => {
  it('finds nothing wrong with a good form', () => {
    expect(validateRollout(form)).toEqual({});
  });

  it.each<[string, Partial<RolloutForm>]>([
    ['name', { name: ' ' }],
    ['modelVersionId', { modelVersionId: null }],
    ['stages.1.percentage', stages(50, 50)],
    ['stages.0.percentage', stages('', 50)],
    ['stages.1.percentage', stages(50, 101)],
    ['minimumCommittedPercent', { minimumCommittedPercent: 101 }],
    ['maximumUnsuccessfulPercent', { maximumUnsuccessfulPercent: '' }],
    ['minimumSampleCount', { minimumSampleCount: 1.5 }],
    ['maximumAccuracyLossPoints', { maximumAccuracyLossPoints: -1 }],
    ['maximumLatencyP90Ms', { maximumLatencyP90Ms: 0 }],
    ['stageTimeoutMinutes', { stageTimeoutMinutes: 0 }],
  ])('puts a fault beside %s when it is %j', (path, change) => {
    expect(Object.keys(validateRollout({ ...form, ...change }))).toEqual([path]);
  });
});
