import type { ActivationType } from '../numerics/quantization-parameters';
import { activationParameters } from '../numerics/activation-parameters';
import { INTEGER_LIMITS } from '../numerics/quantization-parameters';
import type { Range } from '../numerics/range';
import type { Bin } from './histogram';

/**
 * The mean square error of quantizing counted values over a range: values beyond it are clipped, those within are
 * rounded. Exact for the middle of each bin where the steps are wider than bins, and step² / 12 where they are narrower.
 */
export function meanSquareError(bins: readonly Bin[], range: Range, type: ActivationType): number {
  const { scale, zeroPoint } = activationParameters(range, type);
  const [step = NaN] = scale;
  const [zero = NaN] = zeroPoint;
  const { lowest, highest } = INTEGER_LIMITS[type];
  const low = (lowest - zero) * step;
  const high = (highest - zero) * step;
  let total = 0;
  let count = 0;
  for (const bin of bins) {
    count += bin.count;
    total += bin.count * squareError(bin, step, low, high);
  }
  return count === 0 ? 0 : total / count;
}

function squareError(bin: Bin, step: number, low: number, high: number): number {
  const middle = (bin.low + bin.high) / 2;
  if (middle > high) return (middle - high) ** 2;
  if (middle < low) return (low - middle) ** 2;
  if (bin.high - bin.low > step) return (step * step) / 12;
  const quotient = middle / step;
  return ((quotient - Math.round(quotient)) * step) ** 2;
}
