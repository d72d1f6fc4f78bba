import { elementCount } from '../element-count';
import { ModelError } from '../errors';
import type { Tensor } from '../model';
import { bitsPerElement, byteLengthOf } from '../tensor-type-size';
import { checkSparsity } from './check-sparsity';

/** A constant must have exactly the bytes of its type and shape, as kernels read that many. */
export function checkConstant(tensor: Tensor, what: string): void {
  if (!tensor.buffer) return;
  if (bitsPerElement(tensor.type) === undefined) {
    if (tensor.type === 'STRING') return;
    throw new ModelError('MALFORMED', `cannot read ${what}: a ${tensor.type} cannot be a constant`);
  }
  const elements = tensor.sparsity
    ? checkSparsity(tensor.sparsity, tensor.shape, `${what}.sparsity`)
    : elementCount(tensor.shape);
  const needed = byteLengthOf(tensor.type, elements);
  if (tensor.buffer.data.byteLength !== needed) {
    throw new ModelError(
      'MALFORMED',
      `cannot read ${what}: ${tensor.type} [${tensor.shape.join(', ')}] takes ${needed} bytes, its buffer has ${tensor.buffer.data.byteLength}`,
    );
  }
}
