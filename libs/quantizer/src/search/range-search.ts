import type { Model, Tensor } from '@flotilla/tflite';
import { type Candidate, type CandidateOptions, makeCandidate } from '../candidate';
import type { Range } from '../numerics/range';
import type { HeldOut } from './held-out';

/** Ranges of all activations, and how they were made. */
export interface RangeProposal {
  readonly method: string;
  readonly ranges: ReadonlyMap<Tensor, Range>;
}

export interface TriedRanges {
  readonly method: string;
  /** On held-out samples, in dB; unknown where there were none. */
  readonly scoreDb?: number;
}

export interface ChosenRanges extends RangeProposal {
  readonly candidate: Candidate;
  readonly scoreDb?: number;
  readonly tried: readonly TriedRanges[];
}

export interface RangeSearch extends Omit<CandidateOptions, 'ranges'> {
  readonly proposals: readonly RangeProposal[];
  /** Where there is none, or one without samples, the first proposal is taken. */
  readonly heldOut?: HeldOut;
  /** The best score so far; where the first proposal falls far behind it, no other one is tried. */
  readonly toBeatDb?: number;
}

/** Ways of making ranges seldom differ by more. */
const HOPELESS_DB = 4;

/**
 * Quantizes the whole model with each proposal and keeps the one whose outputs lie nearest to the float model's on
 * samples held out from calibration: clipping helps some models and ruins others.
 */
export async function searchRanges(prepared: Model, search: RangeSearch): Promise<ChosenRanges> {
  const { proposals, heldOut } = search;
  const isJudged = heldOut !== undefined && heldOut.sampleCount > 0;
  const tried: TriedRanges[] = [];
  let best: Omit<ChosenRanges, 'tried'> | undefined;
  let highest = -Infinity;
  for (const { method, ranges } of isJudged ? proposals : proposals.slice(0, 1)) {
    const candidate = makeCandidate(prepared, { ...search, ranges });
    const scoreDb = isJudged ? await heldOut.score(candidate.file) : undefined;
    tried.push({ method, ...(scoreDb !== undefined && { scoreDb }) });
    if (best === undefined || (scoreDb ?? 0) > highest) {
      best = { candidate, ranges, method, ...(scoreDb !== undefined && { scoreDb }) };
      highest = scoreDb ?? 0;
    }
    if (highest < (search.toBeatDb ?? -Infinity) - HOPELESS_DB) break;
  }
  if (best === undefined) throw new TypeError('no ranges were proposed');
  return { ...best, tried };
}
