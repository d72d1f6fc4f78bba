import { CodedError } from '@flotilla/foundation';
import { dequantize } from '../elements/affine';
import { isElementType } from '../elements/element-type';
import { readNumbers } from '../elements/numbers';
import type { EvaluationErrorCode } from '../errors';
import type { TensorSpec } from '../interpreter';

/** An output's real values: dequantized where it is quantized. */
export function outputValues(
  bytes: Uint8Array,
  { name, type, quantization }: TensorSpec,
): ArrayLike<number> {
  if (!isElementType(type)) {
    throw new CodedError<EvaluationErrorCode>(
      'OUTPUT_UNSUITABLE',
      `Output ${JSON.stringify(name)} is ${type}, not numbers`,
    );
  }
  const values = readNumbers(type, bytes);
  return quantization ? dequantize(values, quantization) : values;
}
