import { elementCount } from '@flotilla/tflite';
import type { Evaluator } from './evaluator';
import { axisOf, bytesOfTensor, integersOf } from './operands';

/** Batched gathers are left to the runtime. */
export const evaluateGather: Evaluator = ({ options }, [input, positions]) => {
  const indices = integersOf(positions);
  if (!indices || !positions || input === undefined) return undefined;
  if (options?.type !== 'GatherOptions' || options.batchDims !== 0) return undefined;
  const axis = axisOf(options.axis, input.shape.length);
  if (axis === undefined) return undefined;
  const size = input.shape[axis] ?? 0;
  if (indices.some((index) => index < 0 || index >= size)) return undefined;
  const shape = input.shape.toSpliced(axis, 1, ...positions.shape);
  const compute = (): Uint8Array => {
    const bytes = bytesOfTensor(input);
    const blocks = elementCount(input.shape.slice(0, axis + 1));
    const length = bytes.byteLength / blocks;
    const gathered = new Uint8Array((blocks / size) * indices.length * length);
    let written = 0;
    for (let outer = 0; outer < blocks; outer += size) {
      for (const index of indices) {
        const from = (outer + index) * length;
        gathered.set(bytes.subarray(from, from + length), written);
        written += length;
      }
    }
    return gathered;
  };
  return { type: input.type, shape, compute };
};
