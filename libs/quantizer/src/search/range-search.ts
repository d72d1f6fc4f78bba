import type { Model, Tensor } from '@flotilla/tflite';
import {
  estimateRange,
  RANGE_ESTIMATORS,
  type RangeEstimator,
} from '../calibrate/range-estimators';
import type { TensorStatistics } from '../calibrate/tensor-statistics';
import { makeCandidate, type Candidate, type CandidateOptions } from '../candidate';
import type { ActivationType } from '../numerics/quantization-parameters';
import type { Range } from '../numerics/range';
import type { HeldOut } from './held-out';

export interface ChosenRanges {
  readonly candidate: Candidate;
  readonly ranges: ReadonlyMap<Tensor, Range>;
  readonly estimator: RangeEstimator;
  /** The held-out score of each estimator that was tried, in dB. */
  readonly tried: readonly { readonly estimator: RangeEstimator; readonly scoreDb: number }[];
}

export interface RangeSearch extends Omit<CandidateOptions, 'ranges'> {
  readonly statistics: ReadonlyMap<Tensor, TensorStatistics>;
  readonly type: ActivationType;
  readonly heldOut: HeldOut;
  /** Ranges that training settled: they hold whatever was seen. */
  readonly trainedRanges?: ReadonlyMap<Tensor, Range>;
  readonly estimators?: readonly RangeEstimator[];
}

/**
 * Quantizes the whole model with each way of making ranges and keeps the one whose outputs lie nearest to the float
 * model's on samples held out from calibration: clipping helps some models and ruins others.
 */
export async function searchRanges(prepared: Model, search: RangeSearch): Promise<ChosenRanges> {
  const { statistics, type, heldOut, trainedRanges = [], estimators = RANGE_ESTIMATORS } = search;
  const tried: { estimator: RangeEstimator; scoreDb: number }[] = [];
  let best: Omit<ChosenRanges, 'tried'> | undefined;
  let highest = -Infinity;
  for (const estimator of estimators) {
    const ranges = new Map<Tensor, Range>([
      ...[...statistics].map(
        ([tensor, seen]) => [tensor, estimateRange(estimator, seen, type)] as const,
      ),
      ...trainedRanges,
    ]);
    const candidate = makeCandidate(prepared, { ...search, ranges });
    const scoreDb = heldOut.sampleCount === 0 ? 0 : await heldOut.score(candidate.file);
    tried.push({ estimator, scoreDb });
    if (best !== undefined && scoreDb <= highest) continue;
    best = { candidate, ranges, estimator };
    highest = scoreDb;
  }
  if (best === undefined) throw new TypeError('no range estimator was given');
  return { ...best, tried };
}
