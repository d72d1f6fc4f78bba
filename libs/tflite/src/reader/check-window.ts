import { ModelError } from '../errors';
import type { BuiltinOptions } from '../schema';

/** Pooling kernels walk their window without a check of its size, and a negative one takes them out of memory. */
export function checkWindow(options: BuiltinOptions | undefined, what: string): void {
  if (options?.type !== 'Pool2DOptions') return;
  const { filterWidth, filterHeight, strideW, strideH } = options;
  if (Math.min(filterWidth, filterHeight, strideW, strideH) < 1) {
    throw new ModelError(
      'MALFORMED',
      `cannot read ${what}: a window of ${filterWidth} by ${filterHeight} with strides ${strideW} and ${strideH}`,
    );
  }
}
