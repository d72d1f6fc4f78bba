import type { ActivationType } from '../numerics/quantization-parameters';
import { activationParameters } from '../numerics/activation-parameters';
import { INTEGER_LIMITS } from '../numerics/quantization-parameters';
import type { Range } from '../numerics/range';
import type { Bin } from './histogram';

/** Mean squares over all values that were counted. */
export interface RangeError {
  /** Of what values beyond the range lose. It grows as the range shrinks. */
  readonly clipping: number;
  /** Of what all others lose. */
  readonly rounding: number;
}

/**
 * The mean square error of quantizing counted values over a range: values beyond it are clipped, those within are
 * rounded. Exact for the middle of each bin where the steps are wider than bins, and step² / 12 where they are narrower.
 */
export function rangeError(bins: readonly Bin[], range: Range, type: ActivationType): RangeError {
  const { scale, zeroPoint } = activationParameters(range, type);
  const [step = NaN] = scale;
  const [zero = NaN] = zeroPoint;
  const { lowest, highest } = INTEGER_LIMITS[type];
  const low = (lowest - zero) * step;
  const high = (highest - zero) * step;
  let clipping = 0;
  let rounding = 0;
  let count = 0;
  for (const bin of bins) {
    count += bin.count;
    const middle = (bin.low + bin.high) / 2;
    if (middle > high) clipping += bin.count * (middle - high) ** 2;
    else if (middle < low) clipping += bin.count * (low - middle) ** 2;
    else rounding += bin.count * roundingError(bin, middle, step);
  }
  if (count === 0) return { clipping: 0, rounding: 0 };
  return { clipping: clipping / count, rounding: rounding / count };
}

function roundingError({ low, high }: Bin, middle: number, step: number): number {
  if (high - low > step) return (step * step) / 12;
  const quotient = middle / step;
  return ((quotient - Math.round(quotient)) * step) ** 2;
}

/** Clipping and rounding together. */
export function meanSquareError(bins: readonly Bin[], range: Range, type: ActivationType): number {
  const { clipping, rounding } = rangeError(bins, range, type);
  return clipping + rounding;
}
