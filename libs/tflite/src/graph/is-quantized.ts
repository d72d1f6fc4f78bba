import type { Tensor } from '../model';
import type { TensorType } from '../schema';

const NARROW_INTEGERS: ReadonlySet<TensorType> = new Set([
  'INT8',
  'UINT8',
  'INT16',
  'INT4',
  'UINT4',
  'INT2',
]);

/** Whether a tensor holds integers of at most 16 bits that stand for reals. */
export function isQuantized({ type, quantization }: Tensor): boolean {
  const parameters = (quantization?.scale.length ?? 0) > 0 || quantization?.blockwise !== undefined;
  return parameters && NARROW_INTEGERS.has(type);
}
