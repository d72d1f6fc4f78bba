import { CodedError } from '@flotilla/foundation';
import { integerRange, quantize } from '../elements/affine';
import { type ElementType, isElementType, isFloatType } from '../elements/element-type';
import { readNumbers, writeNumbers } from '../elements/numbers';
import type { EvaluationErrorCode } from '../errors';
import { describeInput, type ModelInput } from './model-input';

/** Turns some elements of a data file into the bytes of a model's input. */
export type Encode = (bytes: Uint8Array) => Uint8Array;

/**
 * How elements of one type become those of an input: equal types are passed as they are, any number goes into a float
 * input, floats are quantized with a quantized input's parameters, integers must fit a plain integer input.
 * @throws CodedError `DATASET_TYPE`; the returned function also `DATASET_NOT_FINITE`
 */
export function encoderFor(type: ElementType, input: ModelInput): Encode {
  const wanted = input.type;
  if (!isElementType(wanted)) {
    throw wrongType(`${describeInput(input)}, cannot be filled from a data file`);
  }
  if (type === wanted) return (bytes) => bytes;
  if (isFloatType(wanted)) return (bytes) => writeNumbers(wanted, readNumbers(type, bytes));
  const { quantization } = input;
  if (isFloatType(type)) {
    if (!quantization) {
      throw wrongType(
        `${type} elements cannot be given to ${describeInput(input)}, which is not quantized; save integers`,
      );
    }
    return (bytes) =>
      writeNumbers(wanted, quantize(finite(readNumbers(type, bytes), input), wanted, quantization));
  }
  if (quantization) {
    throw wrongType(
      `${type} elements could mean real or quantized values for ${describeInput(input)}; save floats to have them quantized, or ${wanted} to pass them as they are`,
    );
  }
  return (bytes) => writeNumbers(wanted, inRange(readNumbers(type, bytes), wanted, input));
}

function finite(values: Float64Array, input: ModelInput): Float64Array {
  if (!values.every(Number.isFinite)) {
    throw new CodedError<EvaluationErrorCode>(
      'DATASET_NOT_FINITE',
      `The array for ${describeInput(input)} holds NaN or infinity, which cannot be quantized`,
    );
  }
  return values;
}

function inRange(values: Float64Array, type: ElementType, input: ModelInput): Float64Array {
  const [least, greatest] = integerRange[type] ?? [0, 0];
  const outside = values.find((value) => value < least || value > greatest);
  if (outside !== undefined)
    throw wrongType(`The value ${outside} does not fit ${describeInput(input)}`);
  return values;
}

function wrongType(message: string): CodedError<EvaluationErrorCode> {
  return new CodedError<EvaluationErrorCode>('DATASET_TYPE', message);
}
