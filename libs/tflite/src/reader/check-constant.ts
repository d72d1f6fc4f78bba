import { elementCount } from '../element-count';
import { ModelError } from '../errors';
import type { Tensor } from '../model';
import { bitsPerElement, byteLengthOf, bytesPerElement } from '../tensor-type-size';
import { checkSparsity } from './check-sparsity';

/**
 * Kernels read elements where they stand, and some processors fault where that is no multiple of their size. 4 suffices
 * for longer ones, as that is what files from before larger alignments were asked for have.
 * @param offsetBytes of the constant, in the file
 */
export function checkAlignment(tensor: Tensor, offsetBytes: number, what: string): void {
  const fixed = bitsPerElement(tensor.type) !== undefined;
  const alignment = fixed ? Math.min(4, Math.ceil(bytesPerElement(tensor.type))) : 4;
  if (offsetBytes % alignment === 0) return;
  throw new ModelError(
    'MALFORMED',
    `cannot read ${what}: its ${tensor.type} elements stand at ${offsetBytes}, which is no multiple of ${alignment}`,
  );
}

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
