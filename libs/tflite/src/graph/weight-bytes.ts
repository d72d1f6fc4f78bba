import type { Buffer, Model, Tensor } from '../model';

/** Constant tensors of the whole model, those that share a buffer counted once. */
export function constantTensors(model: Model): Tensor[] {
  const seen = new Set<Buffer>();
  return model.subgraphs
    .flatMap((subgraph) => subgraph.tensors)
    .filter(({ buffer }) => {
      if (!buffer || seen.has(buffer)) return false;
      seen.add(buffer);
      return true;
    });
}

/** Bytes of all constants, shared buffers counted once. */
export function weightBytes(model: Model): number {
  return constantTensors(model).reduce(
    (sum, { buffer }) => sum + (buffer?.data.byteLength ?? 0),
    0,
  );
}
