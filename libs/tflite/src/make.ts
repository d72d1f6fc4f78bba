import { referencedTensors } from './graph/referenced-tensors';
import type { Model, Operator, Subgraph, Tensor } from './model';

/** A tensor with everything but its name, type and shape at its usual value. */
export function makeTensor(
  tensor: Pick<Tensor, 'name' | 'type' | 'shape'> & Partial<Tensor>,
): Tensor {
  return { hasRank: true, isVariable: false, ...tensor };
}

/** An operator of version 1 without options unless given. */
export function makeOperator(
  operator: Pick<Operator, 'code' | 'inputs' | 'outputs'> & Partial<Operator>,
): Operator {
  return { version: 1, intermediates: [], mutatingVariableInputs: [], ...operator };
}

/** A subgraph whose tensors are those of its inputs, operators and outputs, in that order, and then any given ones. */
export function makeSubgraph(
  parts: Pick<Subgraph, 'inputs' | 'outputs' | 'operators'> & Partial<Subgraph>,
): Subgraph {
  return { name: 'main', ...parts, tensors: [...referencedTensors(parts, parts.tensors)] };
}

/** A model of the given subgraphs. */
export function makeModel(model: Pick<Model, 'subgraphs'> & Partial<Model>): Model {
  return { description: '', signatures: [], metadata: [], ...model };
}
