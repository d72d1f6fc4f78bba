import type { Subgraph, Tensor } from '@flotilla/tflite';

/** Tensors that are read before anything has written them, which a runtime would read as garbage. */
export function checkOrder(subgraph: Subgraph): string[] {
  const available = new Set<Tensor>(subgraph.inputs);
  const isMissing = (tensor: Tensor | null): tensor is Tensor =>
    tensor !== null && !available.has(tensor) && tensor.buffer === undefined && !tensor.isVariable;
  const missing: Tensor[] = [];
  for (const operator of subgraph.operators) {
    missing.push(...operator.inputs.filter(isMissing));
    operator.outputs.forEach((output) => available.add(output));
  }
  missing.push(...subgraph.outputs.filter(isMissing));
  return missing.map((tensor) => `${tensor.name} is read before it is written`);
}
