import { codeThrownBy } from '@flotilla/foundation/testing';
import * as fc from 'fast-check';
import { accuracyOf, latencyPercentiles, mergeSummaries, readWindow } from './summary';
import { closeWindow, foldInference, type Inference, openWindow } from './window';

const inference: fc.Arbitrary<Inference> = fc.record(
  {
    latencyMs: fc.double({ min: 0, max: 1e4, noNaN: true }),
    correct: fc.boolean(),
    failed: fc.boolean(),
  },
  { requiredKeys: ['latencyMs'] },
);

function windowOf(inferences: readonly Inference[]) {
  const window = openWindow(1_000);
  inferences.forEach((each) => {
    foldInference(window, each);
  });
  return closeWindow(window, 3_000);
}

describe('foldInference()', () => {
  it('counts labels and failures apart', () => {
    const window = windowOf([
      { latencyMs: 1, correct: true },
      { latencyMs: 2, correct: false },
      { latencyMs: 3 },
      { latencyMs: 9_999, failed: true, correct: true },
    ]);
    expect(window).toMatchObject({
      startedAtMs: 1_000,
      endedAtMs: 3_000,
      inferenceCount: 4,
      failureCount: 1,
      labelledCount: 2,
      correctCount: 1,
    });
    expect(readWindow(window).latency.quantile(1)).toBeLessThan(4);
  });

  it('leaves the window as it was when the latency is a caller bug', () => {
    const window = openWindow(0);
    expect(() => {
      foldInference(window, { latencyMs: NaN });
    }).toThrow(RangeError);
    expect(window.inferenceCount).toBe(0);
  });
});

describe('closeWindow()', () => {
  it('never ends before it started', () => {
    expect(closeWindow(openWindow(5_000), 10).endedAtMs).toBe(5_000);
  });
});

describe('mergeSummaries()', () => {
  const merged = (...parts: readonly (readonly Inference[])[]) =>
    mergeSummaries(parts.map((each) => readWindow(windowOf(each))));

  it('says the same of the parts as of the whole', () => {
    fc.assert(
      fc.property(fc.array(inference, { maxLength: 80 }), fc.nat(80), (all, cut) => {
        const parts = merged(all.slice(0, cut), all.slice(cut));
        const whole = merged(all);
        expect({ ...parts, latency: parts.latency.toBytes() }).toEqual({
          ...whole,
          latency: whole.latency.toBytes(),
        });
      }),
    );
  });
});

describe('readWindow()', () => {
  it.each([
    ['more right than labelled', { correctCount: 3 }],
    ['more labelled than run', { labelledCount: 9, correctCount: 0 }],
    ['other latencies than inferences', { inferenceCount: 7 }],
    ['a negative count', { failureCount: -1 }],
    ['a count that is no number', { inferenceCount: NaN }],
  ])('refuses %s', (_, lie) => {
    const window = windowOf([
      { latencyMs: 1, correct: true },
      { latencyMs: 2, correct: true },
    ]);
    expect(codeThrownBy(() => readWindow({ ...window, ...lie }))).toBe('WINDOW_INCONSISTENT');
  });
});

describe('latencyPercentiles()', () => {
  it('carries the number of samples', () => {
    const { latency } = readWindow(windowOf([{ latencyMs: 10 }, { latencyMs: 20 }]));
    const percentiles = latencyPercentiles(latency);
    expect(percentiles?.sampleCount).toBe(2);
    expect(percentiles?.p50Ms).toBeCloseTo(10, 0);
  });

  it('is null without samples', () => {
    expect(latencyPercentiles(mergeSummaries([]).latency)).toBeNull();
  });
});

describe('accuracyOf()', () => {
  it('gives the share of labelled inferences that were right, within its bounds', () => {
    const window = windowOf([
      { latencyMs: 1, correct: true },
      { latencyMs: 1, correct: false },
      { latencyMs: 1 },
    ]);
    expect(accuracyOf(window)).toMatchObject({ value: 0.5, count: 2 });
  });

  it('is null without labels', () => {
    expect(accuracyOf(windowOf([{ latencyMs: 1 }]))).toBeNull();
  });
});
