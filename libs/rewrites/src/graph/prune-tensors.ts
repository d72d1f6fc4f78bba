import { referencedTensors, type Subgraph } from '@flotilla/tflite';

/** Keeps the tensors that something refers to, in the order of first use: inputs, then operator by operator. */
export function pruneTensors(subgraph: Subgraph): void {
  subgraph.tensors = [...referencedTensors(subgraph)];
}
