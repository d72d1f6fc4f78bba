import * as fc from 'fast-check';
import { summarizeLatency } from './latency-summary';

describe('summarizeLatency()', () => {
  it('takes percentiles by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
    expect(summarizeLatency(hundred)).toMatchObject({
      count: 100,
      minMs: 1,
      meanMs: 50.5,
      maxMs: 100,
      p50Ms: 50,
      p90Ms: 90,
      p99Ms: 99,
    });
  });

  it('gives no percentile that the runs are too few to tell', () => {
    expect(summarizeLatency([1])).toMatchObject({
      p50Ms: null,
      p90Ms: null,
      p99Ms: null,
      standardDeviationMs: 0,
    });
    expect(summarizeLatency([1, 2])).toMatchObject({ p50Ms: 1, p90Ms: null });
    expect(summarizeLatency(Array.from({ length: 10 }, () => 1))).toMatchObject({
      p90Ms: 1,
      p99Ms: null,
    });
  });

  it('only names durations that were measured, in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 100, maxLength: 300 }),
        (all) => {
          const { minMs, p50Ms, p90Ms, p99Ms, maxMs } = summarizeLatency(all);
          const named = [minMs, p50Ms, p90Ms, p99Ms, maxMs].map((value) => value ?? NaN);
          expect(named.every((value) => all.includes(value))).toBe(true);
          expect(named).toEqual([...named].sort((left, right) => left - right));
        },
      ),
    );
  });

  it('refuses an empty list', () => {
    expect(() => summarizeLatency([])).toThrow(RangeError);
  });
});
