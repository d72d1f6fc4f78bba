import { cloneModel, type Model, type Tensor } from '@flotilla/tflite';

export interface CalibrationModel {
  /** A copy of the model whose outputs are the activations to be observed. */
  readonly model: Model;
  /** The original's tensors, in the order of the copy's outputs. */
  readonly observed: readonly Tensor[];
}

/**
 * Makes every float activation of the main subgraph an output, since a runtime reuses the memory of all others before
 * they can be read.
 */
export function calibrationModel(original: Model): CalibrationModel {
  const [source] = original.subgraphs;
  const { model, tensorOf } = cloneModel(original);
  const [main] = model.subgraphs;
  if (source === undefined || main === undefined) {
    throw new TypeError('the model has no subgraph');
  }
  const written = new Set(source.operators.flatMap((operator) => operator.outputs));
  const observed = [...written].filter((tensor) => tensor.type === 'FLOAT32' && !tensor.isVariable);
  main.outputs = observed.flatMap((tensor) => tensorOf.get(tensor) ?? []);
  return { model: { ...model, signatures: [] }, observed };
}
