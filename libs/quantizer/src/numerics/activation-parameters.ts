import { INTEGER_LIMITS, perTensor, type QuantizationParameters } from './quantization-parameters';
import { includingZero, type Range } from './range';
import { roundHalfEven } from './round-half-even';

/**
 * Asymmetric int8 over a range that is first widened to hold zero: scale = (max − min) / 255, and a zero point in
 * [−128, 127] that stands for 0.0 exactly.
 */
export function activationParameters(range: Range): QuantizationParameters {
  const { lowest, highest } = INTEGER_LIMITS.INT8;
  const { min, max } = includingZero(range);
  const scale = Math.fround((max - min) / (highest - lowest));
  const zeroPoint = roundHalfEven(Math.fround(lowest - min / scale));
  return perTensor('INT8', scale, Math.min(highest, Math.max(lowest, zeroPoint)));
}
