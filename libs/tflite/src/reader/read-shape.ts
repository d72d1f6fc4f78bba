import { elementCount } from '../element-count';
import { ModelError } from '../errors';
import { MAXIMUM_ELEMENTS, MAXIMUM_RANK } from '../limits';
import type { FileTensor } from '../schema/file-model';

/** Checks a tensor's shape: no negative dimension, and no more elements than a kernel can count. */
export function checkShape(shape: readonly number[], what: string): void {
  if (shape.length > MAXIMUM_RANK) {
    throw new ModelError(
      'LIMIT_EXCEEDED',
      `cannot read ${what}: rank ${shape.length} of at most ${MAXIMUM_RANK}`,
    );
  }
  if (shape.some((size) => size < 0)) {
    throw new ModelError(
      'MALFORMED',
      `cannot read ${what}: negative dimension in [${shape.join(', ')}]`,
    );
  }
  if (elementCount(shape) > MAXIMUM_ELEMENTS) {
    throw new ModelError(
      'LIMIT_EXCEEDED',
      `cannot read ${what}: [${shape.join(', ')}] has over 2^31 elements`,
    );
  }
}

/** The signature when it says more than the shape, that is, when a dimension is open. */
export function readShapeSignature(tensor: FileTensor, what: string): number[] | undefined {
  const signature = tensor.shapeSignature;
  if (!signature?.some((size) => size < 0)) return undefined;
  if (signature.length !== tensor.shape.length || signature.some((size) => size < -1)) {
    throw new ModelError(
      'MALFORMED',
      `cannot read ${what}: signature [${signature.join(', ')}] of shape [${tensor.shape.join(', ')}]`,
    );
  }
  return signature;
}
