import * as fc from 'fast-check';
import { TensorStatistics } from './tensor-statistics';

const value = fc.float({ noNaN: true, noDefaultInfinity: true });
const sample = fc.array(value, { minLength: 1, maxLength: 6 });

function statisticsOf(...samples: (readonly number[])[]): TensorStatistics {
  const statistics = new TensorStatistics();
  for (const values of samples) statistics.add(Float32Array.from(values));
  return statistics;
}

describe('TensorStatistics', () => {
  it('knows the range of all values and counts each', () => {
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 6 }), (samples) => {
        const { range, histogram, isFinite } = statisticsOf(...samples);
        const all = samples.flat();
        // −0 is as good as 0.
        expect(range.min - Math.min(...all)).toBe(0);
        expect(range.max - Math.max(...all)).toBe(0);
        expect(histogram.bins().reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
        expect(isFinite).toBe(true);
      }),
    );
  });

  it.each([NaN, Infinity, -Infinity])('sees %s', (odd) => {
    expect(statisticsOf([1, -1], [2, odd]).isFinite).toBe(false);
  });
});
