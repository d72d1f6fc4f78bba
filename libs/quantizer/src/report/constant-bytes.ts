import type { Buffer, Model } from '@flotilla/tflite';

/** Bytes of the model's constants, a buffer that several tensors share counted once. */
export function constantBytes(model: Model): number {
  const buffers = new Set<Buffer>();
  for (const tensor of model.subgraphs.flatMap((subgraph) => subgraph.tensors)) {
    if (tensor.buffer !== undefined) buffers.add(tensor.buffer);
  }
  return [...buffers].reduce((total, { data }) => total + data.byteLength, 0);
}
