import { elementCount, type Tensor } from '@flotilla/tflite';
import { bytesOfTensor } from './operands';

/** Joins tensors that agree on every axis before and after `axis`: for each index before it, one run of each. */
export function joinAlong(tensors: readonly Tensor[], axis: number): Uint8Array {
  const runs = elementCount(tensors[0]?.shape.slice(0, axis) ?? []);
  const total = tensors.reduce((sum, tensor) => sum + bytesOfTensor(tensor).byteLength, 0);
  const joined = new Uint8Array(total);
  let written = 0;
  for (let run = 0; run < runs; run += 1) {
    for (const tensor of tensors) {
      const bytes = bytesOfTensor(tensor);
      const length = bytes.byteLength / runs;
      joined.set(bytes.subarray(run * length, (run + 1) * length), written);
      written += length;
    }
  }
  return joined;
}
