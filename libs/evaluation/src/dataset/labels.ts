import { CodedError } from '@flotilla/foundation';
import type { TensorArray } from '../elements/array';
import { isFloatType } from '../elements/element-type';
import { readNumbers } from '../elements/numbers';
import type { EvaluationErrorCode } from '../errors';

/**
 * Class indexes out of an integer array, one a sample; axes of length 1 behind the first are ignored.
 * @throws CodedError `LABELS_INVALID`
 */
export function readLabels(array: TensorArray): Int32Array {
  if (isFloatType(array.type) || array.type === 'BOOL') {
    throw invalid(`Labels must be integers, class indexes from 0; the array is ${array.type}`);
  }
  if (array.shape.length === 0 || array.shape.slice(1).some((dimension) => dimension !== 1)) {
    throw invalid(
      `Labels must be one class index a sample, shape (N,); the array has shape (${array.shape.join(', ')})`,
    );
  }
  const labels = readNumbers(array.type, array.bytes);
  const at = labels.findIndex((label) => !(label >= 0 && label < 2 ** 31));
  if (at >= 0) throw invalid(`Label ${labels[at]} of sample ${at} is no class index`);
  return Int32Array.from(labels);
}

function invalid(message: string): CodedError<EvaluationErrorCode> {
  return new CodedError<EvaluationErrorCode>('LABELS_INVALID', message);
}
