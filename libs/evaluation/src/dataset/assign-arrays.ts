import { CodedError } from '@flotilla/foundation';
import type { DataArray } from '../elements/array';
import type { EvaluationErrorCode } from '../errors';
import type { ModelInput } from './model-input';

/** One array (a `.npy`) or several by tensor name (a `.npz`). */
export type DataFile = DataArray | ReadonlyMap<string, DataArray>;

/**
 * Gives each input its array.
 * @throws CodedError `DATASET_INPUTS`
 */
export function assignArrays(file: DataFile, inputs: readonly ModelInput[]): DataArray[] {
  const names = inputs.map(({ name }) => JSON.stringify(name)).join(', ');
  if (!isByName(file)) {
    if (inputs.length === 1) return [file];
    throw wrong(`The model has ${inputs.length} inputs; give a .npz with the arrays ${names}`);
  }
  const unknown = [...file.keys()].find((key) => inputs.every(({ name }) => name !== key));
  if (unknown !== undefined) {
    throw wrong(
      `The array ${JSON.stringify(unknown)} belongs to no input; the model's inputs are ${names}`,
    );
  }
  return inputs.map(({ name }) => {
    const array = file.get(name);
    if (!array)
      throw wrong(
        `There is no array for input ${JSON.stringify(name)}; the model's inputs are ${names}`,
      );
    return array;
  });
}

/** Told by its method, for `instanceof Map` does not narrow a read-only map. */
export function isByName(file: DataFile): file is ReadonlyMap<string, DataArray> {
  return file instanceof Map;
}

function wrong(message: string): CodedError<EvaluationErrorCode> {
  return new CodedError<EvaluationErrorCode>('DATASET_INPUTS', message);
}
