import type { Model, Operator, Tensor } from '../model';
import { cloneModel } from './clone-model';

/**
 * A copy that gives out these tensors of the main subgraph in place of its own outputs: a runtime reuses the memory of
 * what is no output before anybody can read it. Operators that none of them needs are left out, for XNNPACK in TensorFlow
 * Lite 2.9 crashes on a quantized operator whose result nobody reads.
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
  main.operators = neededFor(main.outputs, main.operators);
  return { ...copy, signatures: [] };
}

function neededFor(outputs: readonly Tensor[], operators: readonly Operator[]): Operator[] {
  const needed = new Set(outputs);
  const kept: Operator[] = [];
  for (const operator of operators.toReversed()) {
    if (!operator.outputs.some((tensor) => needed.has(tensor)) && !hasEffects(operator)) continue;
    for (const tensor of operator.inputs) if (tensor !== null) needed.add(tensor);
    kept.push(operator);
  }
  return kept.reverse();
}

/** Whether an operator does something beside writing its outputs. */
function hasEffects({ inputs, outputs }: Operator): boolean {
  return outputs.length === 0 || inputs.some((tensor) => tensor?.isVariable === true);
}
