import type { Subgraph, Tensor } from '@flotilla/tflite';

/** Keeps the tensors that something refers to, in the order of first use: inputs, then operator by operator. */
export function pruneTensors(subgraph: Subgraph): void {
  const used = new Set<Tensor>(subgraph.inputs);
  for (const { inputs, outputs } of subgraph.operators) {
    for (const tensor of inputs) if (tensor !== null) used.add(tensor);
    for (const tensor of outputs) used.add(tensor);
  }
  for (const tensor of subgraph.outputs) used.add(tensor);
  subgraph.tensors = [...used];
}
