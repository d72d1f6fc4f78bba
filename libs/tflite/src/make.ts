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
  const used = [
    ...parts.inputs,
    ...parts.operators.flatMap(({ inputs, outputs, intermediates }) => [
      ...inputs,
      ...outputs,
      ...intermediates,
    ]),
    ...parts.outputs,
    ...(parts.tensors ?? []),
  ].filter((tensor) => tensor !== null);
  const blockwise = used.flatMap(({ quantization }) =>
    [quantization?.blockwise?.scales, quantization?.blockwise?.zeroPoints].filter(
      (tensor) => tensor !== undefined,
    ),
  );
  return { name: 'main', ...parts, tensors: [...new Set([...used, ...blockwise])] };
}

/** A model of the given subgraphs. */
export function makeModel(model: Pick<Model, 'subgraphs'> & Partial<Model>): Model {
  return { description: '', signatures: [], metadata: [], ...model };
}
