import { CodedError } from '@flotilla/foundation';
import type { EvaluationErrorCode } from '../errors';
import type { DatasetLayout } from './dataset';
import { describeInput, type ModelInput } from './model-input';

/**
 * Tells by its shape how an array is meant for an input.
 * @throws CodedError `DATASET_SHAPE`, `DATASET_EMPTY`
 */
export function matchShape(shape: readonly number[], input: ModelInput): DatasetLayout {
  const layout = layoutOf(shape, input);
  if (shape[0] === 0) {
    throw new CodedError<EvaluationErrorCode>(
      'DATASET_EMPTY',
      `The array for ${describeInput(input)} holds no sample`,
    );
  }
  return layout;
}

function layoutOf(shape: readonly number[], input: ModelInput): DatasetLayout {
  const rank = input.shape.length;
  if (shape.length === rank && rank > 0 && same(shape.slice(1), input.shape.slice(1)))
    return 'samples';
  if (shape.length === rank + 1 && same(shape.slice(1), input.shape)) return 'entries';
  const perSample =
    rank > 0 ? `(N, ${[...input.shape.slice(1)].join(', ')}) for N samples or ` : '';
  throw new CodedError<EvaluationErrorCode>(
    'DATASET_SHAPE',
    `An array of shape (${shape.join(', ')}) does not fit ${describeInput(input)}; give ${perSample}(N, ${input.shape.join(', ')}) for N whole inputs`,
  );
}

function same(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((dimension, axis) => dimension === right[axis]);
}
