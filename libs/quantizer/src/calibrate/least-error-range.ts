import type { ActivationType } from '../numerics/quantization-parameters';
import type { Range } from '../numerics/range';
import type { Bin } from './histogram';
import { rangeError } from './range-error';

/** Candidates on each side: from the outermost value inwards, each 4 % closer to zero. */
const SHRINKING = 0.96;
const CANDIDATES = 80;

/** The range inside the true one over which quantizing errs least, by mean square over the counted values. */
export function leastErrorRange(bins: readonly Bin[], full: Range, type: ActivationType): Range {
  let best = full;
  let least = Infinity;
  /** Whether a yet smaller range may err less: not where clipping alone errs as much as the best does. */
  const consider = (range: Range): boolean => {
    const { clipping, rounding } = rangeError(bins, range, type);
    if (clipping + rounding < least) {
      least = clipping + rounding;
      best = range;
    }
    return clipping < least;
  };
  const shrink = (rangeOf: (share: number) => Range): void => {
    for (let step = 0, share = 1; step < CANDIDATES; step += 1, share *= SHRINKING)
      if (!consider(rangeOf(share))) return;
  };
  // Both sides together first, then each on its own around the best.
  shrink((share) => ({ min: full.min * share, max: full.max * share }));
  for (const side of ['min', 'max', 'min'] as const) {
    const start = best;
    shrink((share) => ({ ...start, [side]: full[side] * share }));
  }
  return best;
}
