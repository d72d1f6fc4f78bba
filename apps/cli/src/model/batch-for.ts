import { assignArrays, type DataFile, isBatchOpen, modelInputs } from '@flotilla/evaluation';
import type { Model } from '@flotilla/tflite';

/**
 * The batch to load a model with: where it is open and the data's entries are whole inputs, theirs; otherwise the file's
 * own (`undefined`).
 */
export function batchFor(file: DataFile, model: Model): number | undefined {
  const inputs = modelInputs(model);
  const [input] = inputs;
  if (!input || !isBatchOpen(model)) return undefined;
  const shape = assignArrays(file, inputs)[0]?.shape;
  return shape?.length === input.shape.length + 1 && shape[1] !== 0 ? shape[1] : undefined;
}
