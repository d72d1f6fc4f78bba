import * as fc from 'fast-check';
import { Histogram } from './histogram';

const finite = fc.float({ noNaN: true, noDefaultInfinity: true });

function histogramOf(values: readonly number[]): Histogram {
  const histogram = new Histogram();
  histogram.add(Float32Array.from(values));
  return histogram;
}

describe('Histogram', () => {
  it('counts every finite value in a bin that covers it', () => {
    fc.assert(
      fc.property(fc.array(finite), (values) => {
        const bins = histogramOf(values).bins();
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
        for (const { low, high, count } of bins) {
          const inside = values.filter((value) =>
            // −0 has the bin below zero, so that a bin is open on the side away from zero.
            high <= 0 && low < 0
              ? value > low && value <= high && !Object.is(value, 0)
              : value >= low && value < high && !Object.is(value, -0),
          );
          expect(inside).toHaveLength(count);
        }
      }),
    );
  });

  it('has bins that rise, do not overlap, and are at most 1/32 of their values wide', () => {
    fc.assert(
      fc.property(fc.array(finite), (values) => {
        const bins = histogramOf(values).bins();
        bins.slice(1).forEach(({ low }, index) => {
          expect(low).toBeGreaterThanOrEqual(bins[index]?.high ?? NaN);
        });
        // Below the normal numbers, and in the last bin, widths are absolute.
        const normal = bins.filter(({ low, high }) => {
          const [inner, outer] = [Math.min(Math.abs(low), Math.abs(high)), Math.max(-low, high)];
          return inner >= 2 ** -126 && outer < Infinity;
        });
        for (const { low, high } of normal)
          expect(high - low).toBeLessThanOrEqual(Math.min(Math.abs(low), Math.abs(high)) / 32);
      }),
    );
  });

  it('counts the same however values are divided among calls', () => {
    fc.assert(
      fc.property(fc.array(finite), fc.array(finite), (first, second) => {
        const parts = histogramOf(first);
        parts.add(Float32Array.from(second));
        expect(parts.bins()).toEqual(histogramOf([...first, ...second]).bins());
      }),
    );
  });

  it('reads only its own part of a buffer', () => {
    const histogram = new Histogram();
    histogram.add(Float32Array.of(1, 2, 3).subarray(1, 2));
    expect(histogram.bins()).toEqual([{ low: 2, high: 2 + 1 / 16, count: 1 }]);
  });

  it('leaves NaN and infinities out of its bins', () => {
    expect(histogramOf([NaN, Infinity, 1, -Infinity, -NaN]).bins()).toEqual(
      histogramOf([1]).bins(),
    );
  });
});
