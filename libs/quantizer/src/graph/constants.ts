import type { Tensor } from '@flotilla/tflite';

export function isConstant(tensor: Tensor): boolean {
  return tensor.buffer !== undefined && !tensor.isVariable;
}

/** A float32 constant, the only kind that the quantizer rewrites. */
export function isFloatConstant(tensor: Tensor): boolean {
  return tensor.type === 'FLOAT32' && isConstant(tensor) && tensor.sparsity === undefined;
}
