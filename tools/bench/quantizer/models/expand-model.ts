import { prepareModel } from '@flotilla/quantizer';
import { type Model, readModel } from '@flotilla/tflite';

/**
 * A published model as the plain float32 model that both quantizers are given: constants dense and in float32, builtin
 * operators only, and a signature, without which the peer calibrates nothing.
 */
export function expandModel(file: Uint8Array): Model {
  const model = readModel(file);
  prepareModel(model);
  if (model.signatures.length === 0) addSignature(model);
  return model;
}

function addSignature(model: Model): void {
  const [subgraph] = model.subgraphs;
  if (subgraph === undefined) throw new TypeError('a model without a subgraph');
  const entries = (tensors: typeof subgraph.inputs) =>
    tensors.map((tensor) => ({ name: tensor.name, tensor }));
  model.signatures = [
    {
      key: 'serving_default',
      subgraph,
      inputs: entries(subgraph.inputs),
      outputs: entries(subgraph.outputs),
    },
  ];
}
