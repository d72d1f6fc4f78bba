import type { ActivationType } from '../numerics/quantization-parameters';
import type { Range } from '../numerics/range';
import { leastErrorRange } from './least-error-range';
import type { Bin } from './histogram';
import type { TensorStatistics } from './tensor-statistics';

/** Ways to make a range of what calibration saw of an activation. */
export const RANGE_ESTIMATORS = [
  'min-max',
  'least-error',
  '99.99 %',
  '99.9 %',
  'four times min-max',
] as const;
export type RangeEstimator = (typeof RANGE_ESTIMATORS)[number];

/** Those worth trying: 16 bits need no clipping, and have room for values that calibration did not see. */
export const ESTIMATORS_BY_TYPE: Readonly<Record<ActivationType, readonly RangeEstimator[]>> = {
  INT8: ['min-max', 'least-error', '99.99 %', '99.9 %'],
  INT16: ['min-max', 'four times min-max'],
};

export function estimateRange(
  estimator: RangeEstimator,
  { range, histogram }: TensorStatistics,
  type: ActivationType,
): Range {
  switch (estimator) {
    case 'min-max':
      return range;
    case 'four times min-max':
      return { min: 4 * range.min, max: 4 * range.max };
    case 'least-error':
      return leastErrorRange(histogram.bins(), range, type);
    case '99.99 %':
      return centralRange(histogram.bins(), range, 0.9999);
    case '99.9 %':
      return centralRange(histogram.bins(), range, 0.999);
  }
}

/** The range that leaves out equal shares of the values at both ends. */
function centralRange(bins: readonly Bin[], { min, max }: Range, share: number): Range {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  const tail = (total * (1 - share)) / 2;
  const lower = binAfter(bins, tail);
  const upper = binAfter(bins.toReversed(), tail);
  return {
    min: Math.max(min, lower?.low ?? min),
    max: Math.min(max, upper?.high ?? max),
  };
}

function binAfter(bins: readonly Bin[], tail: number): Bin | undefined {
  let passed = 0;
  return bins.find(({ count }) => {
    passed += count;
    return passed > tail;
  });
}
