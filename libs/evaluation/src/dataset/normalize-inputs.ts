import type { Normalization } from '@flotilla/tflite';
import type { DataArray } from '../elements/array';
import { isElementType, isFloatType } from '../elements/element-type';
import { assignArrays, type DataFile } from './assign-arrays';
import type { ModelInput } from './model-input';
import { normalizeArray } from './normalize-array';

export interface NormalizeOptions {
  /** What is known of each input, in the model's order. */
  readonly normalizations: readonly (Normalization | undefined)[];
  /**
   * Whether bytes are pixels for sure, so that a quantized uint8 input takes them normalized and then quantized by its
   * own scale. Otherwise they may be quantized already, and such an input takes them as they are.
   */
  readonly arePixels: boolean;
}

export interface NormalizedInputs {
  readonly file: DataFile;
  /** The places of the inputs whose arrays were normalized. */
  readonly normalized: readonly number[];
}

/**
 * Normalizes the arrays of bytes that are meant for inputs of real numbers: float ones, and quantized ones of another type
 * than uint8. All other arrays hold what the model takes, and stay as they are.
 * @throws CodedError `DATASET_INPUTS`, `DATASET_NORMALIZATION`
 */
export function normalizeInputs(
  file: DataFile,
  inputs: readonly ModelInput[],
  { normalizations, arePixels }: NormalizeOptions,
): NormalizedInputs {
  const arrays = assignArrays(file, inputs);
  const taken = inputs.flatMap((input, place) => {
    const [array, normalization] = [arrays[place], normalizations[place]];
    return array && normalization && isNormalized(array, input, arePixels)
      ? [{ place, name: input.name, array: normalizeArray(array, normalization) }]
      : [];
  });
  if (taken.length === 0) return { file, normalized: [] };
  const byName = new Map<string, DataArray>();
  inputs.forEach(({ name }, place) => {
    const array = taken.find((each) => each.place === place)?.array ?? arrays[place];
    if (array) byName.set(name, array);
  });
  return { file: byName, normalized: taken.map(({ place }) => place) };
}

function isNormalized(array: DataArray, input: ModelInput, arePixels: boolean): boolean {
  if (array.type !== 'UINT8' || !isElementType(input.type)) return false;
  if (isFloatType(input.type)) return true;
  return input.quantization !== undefined && (arePixels || input.type !== 'UINT8');
}
