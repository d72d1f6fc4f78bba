import type { Model } from '@flotilla/tflite';
import type { DataArray } from '../elements/array';
import { assignArrays, type DataFile } from './assign-arrays';
import type { ModelInput } from './model-input';
import { isBatchOpen, modelInputs } from './model-inputs';

/**
 * Where a model leaves its batch open, whole inputs of any batch are as many samples: merges the first two axes of such
 * arrays. Everything else stays as it is. For uses in which only the samples count, and not how they were batched.
 * @throws CodedError `DATASET_INPUTS`
 */
export function asSamples(file: DataFile, model: Model): DataFile {
  if (!isBatchOpen(model)) return file;
  const inputs = modelInputs(model);
  const arrays = assignArrays(file, inputs);
  return new Map(
    inputs.flatMap((input, index) => {
      const array = arrays[index];
      return array ? [[input.name, merged(array, input)]] : [];
    }),
  );
}

function merged(array: DataArray, input: ModelInput): DataArray {
  const [entries = 0, batch = 0, ...sampleShape] = array.shape;
  const isWhole = array.shape.length === input.shape.length + 1;
  if (!isWhole || sampleShape.join() !== input.shape.slice(1).join()) return array;
  return { ...array, shape: [entries * batch, ...sampleShape] };
}
