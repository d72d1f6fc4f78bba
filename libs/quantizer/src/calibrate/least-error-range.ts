import type { ActivationType } from '../numerics/quantization-parameters';
import type { Range } from '../numerics/range';
import type { Bin } from './histogram';
import { meanSquareError } from './range-error';

/** Candidates on each side: from the outermost value inwards, each 4 % closer to zero. */
const SHRINKING = 0.96;
const CANDIDATES = 80;

/** The range inside the true one over which quantizing errs least, by mean square over the counted values. */
export function leastErrorRange(bins: readonly Bin[], full: Range, type: ActivationType): Range {
  let best = full;
  let least = meanSquareError(bins, full, type);
  const consider = (range: Range): void => {
    const error = meanSquareError(bins, range, type);
    if (error >= least) return;
    least = error;
    best = range;
  };
  // Both sides together first, then each on its own around the best.
  for (let step = 1, share = SHRINKING; step < CANDIDATES; step += 1, share *= SHRINKING) {
    consider({ min: full.min * share, max: full.max * share });
  }
  for (const side of ['min', 'max', 'min'] as const) {
    const start = best;
    for (let step = 1, share = SHRINKING; step < CANDIDATES; step += 1, share *= SHRINKING) {
      consider({ ...start, [side]: full[side] * share });
    }
  }
  return best;
}
