import type { Model, Tensor } from '../model';
import { cloneModel } from './clone-model';

/**
 * A copy that gives out these tensors of the main subgraph in place of its own outputs: a runtime reuses the memory of
 * what is no output before anybody can read it. Operators that none of them needs stay.
 */
export function exposeTensors(model: Model, tensors: readonly Tensor[]): Model {
  const { model: copy, tensorOf } = cloneModel(model);
  const [main] = copy.subgraphs;
  if (main === undefined) throw new TypeError('the model has no subgraph');
  main.outputs = tensors.map((tensor) => {
    const twin = tensorOf.get(tensor);
    if (twin === undefined) throw new TypeError(`${tensor.name} is no tensor of the model`);
    return twin;
  });
  return { ...copy, signatures: [] };
}
