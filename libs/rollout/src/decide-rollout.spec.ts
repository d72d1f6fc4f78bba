import * as fc from 'fast-check';
import { decideRollout, type RolloutSnapshot } from './decide-rollout';
import { deviceStates } from './device-state';
import type { Gates, VariantEvidence } from './gates';

const gates: Gates = {
  minimumCommittedShare: 0.8,
  maximumUnsuccessfulShare: 0.1,
  minimumSampleCount: 100,
  maximumAccuracyLossPoints: 1,
  maximumLatencyP90Ms: 20,
  stageTimeoutMs: 60_000,
};

const good: VariantEvidence = {
  variantId: 'v1',
  label: 'int8',
  committedDeviceCount: 10,
  expectedAccuracyPoints: 91,
  labelledCount: 1000,
  correctCount: 910,
  latencySampleCount: 1000,
  latencyP90Ms: 5,
};

const snapshot = (changes: Partial<RolloutSnapshot> = {}): RolloutSnapshot => ({
  state: 'running',
  stageIndex: 0,
  stageCount: 2,
  stageElapsedMs: 1_000,
  gates,
  deviceStates: Array.from({ length: 10 }, () => 'succeeded' as const),
  evidence: [good],
  ...changes,
});

describe('decideRollout()', () => {
  it('advances when the devices committed and the evidence is good', () => {
    expect(decideRollout(snapshot()).kind).toBe('advance');
  });

  it('completes after the last stage', () => {
    expect(decideRollout(snapshot({ stageIndex: 1 })).kind).toBe('complete');
  });

  it('waits while evidence is missing', () => {
    expect(
      decideRollout(snapshot({ evidence: [{ ...good, labelledCount: 99, correctCount: 99 }] }))
        .kind,
    ).toBe('wait');
    expect(decideRollout(snapshot({ evidence: [{ ...good, latencyP90Ms: null }] })).kind).toBe(
      'wait',
    );
  });

  it('waits when accuracy is below the floor by less than its uncertainty', () => {
    const evidence = [{ ...good, labelledCount: 100, correctCount: 88 }];
    expect(decideRollout(snapshot({ evidence })).kind).toBe('wait');
  });

  it('pauses when accuracy is surely below the floor', () => {
    const evidence = [{ ...good, correctCount: 850 }];
    expect(decideRollout(snapshot({ evidence })).kind).toBe('pause');
  });

  it('waits, with the reason, when nobody knows what accuracy to expect', () => {
    const decision = decideRollout(
      snapshot({ evidence: [good, { ...good, label: 'float16', expectedAccuracyPoints: null }] }),
    );
    expect(decision).toMatchObject({
      kind: 'wait',
      reasons: [expect.stringMatching(/^float16: .*never measured/u)],
    });
  });

  it.each([
    [1000, 1001],
    [1000, -1],
    [1000, NaN],
    [NaN, 10],
  ])('waits when of %d labelled inferences %d were right', (labelledCount, correctCount) => {
    const evidence = [{ ...good, labelledCount, correctCount }];
    expect(decideRollout(snapshot({ evidence })).kind).toBe('wait');
  });

  it('pauses when one variant of several is too slow', () => {
    const evidence = [good, { ...good, variantId: 'v2', latencyP90Ms: 21 }];
    expect(decideRollout(snapshot({ evidence })).kind).toBe('pause');
  });

  it('pauses when the stage runs out of time', () => {
    const waiting = snapshot({ deviceStates: ['offered', 'offered'], evidence: [] });
    expect(decideRollout(waiting).kind).toBe('wait');
    expect(decideRollout({ ...waiting, stageElapsedMs: 60_001 }).kind).toBe('pause');
  });

  it('pauses when no device can take a variant', () => {
    expect(decideRollout(snapshot({ deviceStates: ['no-variant'], evidence: [] })).kind).toBe(
      'pause',
    );
  });

  it('does nothing unless running', () => {
    for (const state of ['paused', 'completed', 'aborted'] as const)
      expect(decideRollout(snapshot({ state })).kind).toBe('none');
  });

  const anySnapshot = fc
    .record({
      states: fc.oneof(
        fc.array(fc.constantFrom(...deviceStates), { maxLength: 40 }),
        fc.array(fc.constant('succeeded' as const), { minLength: 1, maxLength: 40 }),
      ),
      labelled: fc.nat(5000),
      correctShare: fc.double({ min: 0, max: 1, noNaN: true }),
      p90: fc.option(fc.double({ min: 0.01, max: 50, noNaN: true })),
      expected: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
      stageIndex: fc.nat(1),
      stageElapsedMs: fc.nat(120_000),
    })
    .map(({ states, labelled, correctShare, p90, expected, stageIndex, stageElapsedMs }) =>
      snapshot({
        deviceStates: states,
        stageIndex,
        stageElapsedMs,
        evidence: [
          {
            ...good,
            expectedAccuracyPoints: expected,
            labelledCount: labelled,
            correctCount: Math.floor(labelled * correctShare),
            latencyP90Ms: p90,
          },
        ],
      }),
    );

  it('never goes on without enough committed devices, samples, accuracy and speed', () => {
    let onwardCount = 0;
    fc.assert(
      fc.property(anySnapshot, (each) => {
        const decision = decideRollout(each);
        if (decision.kind !== 'advance' && decision.kind !== 'complete') return;
        onwardCount += 1;
        const { committedCount, countedCount } = decision.evaluation;
        expect(committedCount / countedCount).toBeGreaterThanOrEqual(gates.minimumCommittedShare);
        const [{ labelledCount, correctCount, expectedAccuracyPoints, latencyP90Ms }] =
          each.evidence as [VariantEvidence];
        expect(labelledCount).toBeGreaterThanOrEqual(gates.minimumSampleCount);
        expect((100 * correctCount) / labelledCount).toBeGreaterThanOrEqual(
          (expectedAccuracyPoints ?? NaN) - gates.maximumAccuracyLossPoints,
        );
        expect(latencyP90Ms).toBeLessThanOrEqual(20);
      }),
      { numRuns: 1_000 },
    );
    expect(onwardCount).toBeGreaterThan(10);
  });

  it('gives the same decision twice, and a reason for each stop and wait', () => {
    fc.assert(
      fc.property(anySnapshot, (each) => {
        const decision = decideRollout(each);
        expect(decideRollout(each)).toEqual(decision);
        if (decision.kind === 'pause' || decision.kind === 'wait')
          expect(decision.reasons.length).toBeGreaterThan(0);
      }),
    );
  });

  it('runs out of time only after the limit, and time changes nothing else', () => {
    fc.assert(
      fc.property(anySnapshot, (each) => {
        const early = decideRollout({ ...each, stageElapsedMs: 0 });
        const late = decideRollout(each);
        const isOverdue = each.stageElapsedMs > (gates.stageTimeoutMs ?? Infinity);
        expect(late.kind).toBe(isOverdue && early.kind === 'wait' ? 'pause' : early.kind);
      }),
    );
  });
});
