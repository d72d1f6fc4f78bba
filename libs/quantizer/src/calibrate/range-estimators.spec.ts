import { normalNumbers } from '../../test/normal-numbers';
import { leastErrorRange } from './least-error-range';
import { ESTIMATORS_BY_TYPE, estimateRange } from './range-estimators';
import { TensorStatistics } from './tensor-statistics';

function seen(values: readonly number[]): TensorStatistics {
  const statistics = new TensorStatistics();
  statistics.add(Float32Array.from(values));
  return statistics;
}

const ordered = Array.from({ length: 20_001 }, (_, index) => (index - 10_000) / 100);

describe('estimateRange()', () => {
  it('gives the true range for min-max and the least error’s for least-error', () => {
    const statistics = seen(Array.from({ length: 5000 }, normalNumbers(2)));
    const { range, histogram } = statistics;
    expect(estimateRange('min-max', statistics, 'INT8')).toEqual(range);
    expect(estimateRange('least-error', statistics, 'INT8')).toEqual(
      leastErrorRange(histogram.bins(), range, 'INT8'),
    );
  });

  it.each([
    ['99.99 %', 0.9999],
    ['99.9 %', 0.999],
  ] as const)(
    '%s holds that share of the values, and hardly more than bins make it',
    (name, share) => {
      const next = normalNumbers(3);
      const values = Float32Array.from({ length: 50_000 }, () => next() ** 3);
      const { min, max } = estimateRange(name, seen([...values]), 'INT8');
      const inside = (widening: number) =>
        values.filter((value) => value >= min * widening && value <= max * widening).length;
      expect(inside(1)).toBeGreaterThanOrEqual(share * values.length);
      expect(inside(1 - 1 / 31)).toBeLessThan((share + (1 - share) / 2) * values.length);
    },
  );

  it('leaves room on both sides where it is asked for', () => {
    expect(estimateRange('four times min-max', seen([-1, 2]), 'INT16')).toEqual({
      min: -4,
      max: 8,
    });
  });

  it('takes equal shares from both ends', () => {
    const { min, max } = estimateRange('99.9 %', seen(ordered), 'INT8');
    expect(min).toBe(-max);
  });

  it.each(ESTIMATORS_BY_TYPE.INT8)('%s never leaves the true range', (name) => {
    for (const values of [[3], [-2, -1], [0, 0], ordered]) {
      const statistics = seen(values);
      const { min, max } = estimateRange(name, statistics, 'INT8');
      expect(Math.abs(min)).toBeLessThanOrEqual(Math.abs(statistics.range.min));
      expect(Math.abs(max)).toBeLessThanOrEqual(Math.abs(statistics.range.max));
    }
  });
});
