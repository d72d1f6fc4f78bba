import { cloneModel, type Model, type Tensor } from '@flotilla/tflite';
import type { Shapes } from './input-shapes';

/**
 * A copy whose inputs have given shapes and whose outputs are given tensors of the original. Shapes of activations are
 * left as they were: runtimes work them out.
 */
export function withInputShapes(model: Model, inputs: Shapes, outputs: readonly Tensor[]): Model {
  const { model: copy, tensorOf } = cloneModel(model);
  const twinOf = (tensor: Tensor): Tensor => {
    const twin = tensorOf.get(tensor);
    if (twin === undefined) throw new TypeError(`${tensor.name} is not of this model`);
    return twin;
  };
  for (const [input, shape] of inputs) {
    const twin = twinOf(input);
    twin.shape = [...shape];
    delete twin.shapeSignature;
  }
  const [main] = copy.subgraphs;
  if (main !== undefined) main.outputs = outputs.map(twinOf);
  return { ...copy, signatures: [] };
}
