import type { Operator, Subgraph, Tensor } from '../model';

/** The operator that computes each tensor; inputs, constants and variables have none. */
export function producersOf(subgraph: Subgraph): Map<Tensor, Operator> {
  return new Map(
    subgraph.operators.flatMap((operator) =>
      operator.outputs.map((tensor): [Tensor, Operator] => [tensor, operator]),
    ),
  );
}

/** The operators that read each tensor, in execution order, each once; tensors that nothing reads are left out. */
export function consumersOf(subgraph: Subgraph): Map<Tensor, Operator[]> {
  const consumers = new Map<Tensor, Operator[]>();
  for (const operator of subgraph.operators) {
    for (const tensor of new Set(operator.inputs)) {
      if (!tensor) continue;
      const list = consumers.get(tensor);
      if (list) list.push(operator);
      else consumers.set(tensor, [operator]);
    }
  }
  return consumers;
}
