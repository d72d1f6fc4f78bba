import {
  INTEGER_LIMITS,
  perTensor,
  type ActivationType,
  type QuantizationParameters,
} from './quantization-parameters';
import { includingZero, type Range } from './range';
import { roundHalfEven } from './round-half-even';

/**
 * Parameters over a range that is first widened to hold zero, which they stand for exactly.
 * - INT8, asymmetric: scale = (max − min) / 255, zero point in [−128, 127].
 * - INT16, symmetric, since the kernels ask for zero point 0: scale = max(|min|, |max|) / 32767.
 */
export function activationParameters(range: Range, type: ActivationType): QuantizationParameters {
  const { lowest, highest } = INTEGER_LIMITS[type];
  const { min, max } = includingZero(range);
  if (type === 'INT16') {
    return perTensor(type, Math.fround(Math.max(-min, max) / highest), 0);
  }
  const scale = Math.fround((max - min) / (highest - lowest));
  const zeroPoint = roundHalfEven(Math.fround(lowest - min / scale));
  return perTensor(type, scale, Math.min(highest, Math.max(lowest, zeroPoint)));
}

/** Zero point 0 in INT8 as well, for kernels that flip signs or multiply without looking at zero points. */
export function symmetricParameters(range: Range, type: ActivationType): QuantizationParameters {
  const { min, max } = includingZero(range);
  return perTensor(type, Math.fround(Math.max(-min, max) / INTEGER_LIMITS[type].highest), 0);
}
