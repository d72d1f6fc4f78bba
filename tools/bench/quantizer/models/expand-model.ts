import { type Model, readModel } from '@flotilla/tflite';
import { foldHalves } from '../../../../libs/quantizer/src/prepare/fold-halves';
import { expandDensify } from './expand-densify';
import { lowerTransposeBias } from './lower-transpose-bias';

/**
 * A published model as the plain float32 model that both quantizers are given: constants dense and in float32, builtin
 * operators only, and a signature, without which the peer calibrates nothing.
 */
export function expandModel(file: Uint8Array): Model {
  const model = readModel(file);
  for (const subgraph of model.subgraphs) {
    expandDensify(subgraph);
    foldHalves(subgraph);
    lowerTransposeBias(subgraph);
    const used = new Set([
      ...subgraph.inputs,
      ...subgraph.outputs,
      ...subgraph.operators.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]),
    ]);
    subgraph.tensors = subgraph.tensors.filter((tensor) => used.has(tensor));
  }
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
