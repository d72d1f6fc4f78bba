import type { Tensor } from '@flotilla/tflite';
import {
  ESTIMATORS_BY_TYPE,
  estimateRange,
  type RangeEstimator,
} from '../calibrate/range-estimators';
import type { TensorStatistics } from '../calibrate/tensor-statistics';
import type { Effort } from '../effort';
import type { ActivationType } from '../numerics/quantization-parameters';
import type { RangeProposal } from './range-search';

/** Where none is judged. */
const UNJUDGED: Readonly<Record<ActivationType, RangeEstimator>> = {
  INT8: 'least-error',
  INT16: 'four times min-max',
};

/** Ranges of all activations by several methods, of which one is to be chosen; the first one where none is judged. */
export function proposeRanges(
  statistics: ReadonlyMap<Tensor, TensorStatistics>,
  type: ActivationType,
  effort: Effort,
): RangeProposal[] {
  const first = UNJUDGED[type];
  const others = ESTIMATORS_BY_TYPE[type].filter((estimator) => estimator !== first);
  return (effort === 'fast' ? [first] : [first, ...others]).map((estimator) => ({
    method: estimator,
    ranges: new Map(
      [...statistics].map(([tensor, seen]) => [tensor, estimateRange(estimator, seen, type)]),
    ),
  }));
}
