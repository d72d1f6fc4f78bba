import type { Tensor } from '../model';

/** Whether a tensor's elements stand in its buffer, dense, and never change. */
export function isConstant(tensor: Tensor | null | undefined): tensor is Tensor {
  return tensor?.buffer !== undefined && !tensor.isVariable && tensor.sparsity === undefined;
}

/** A constant of float32 elements, which `floatData` reads. */
export function isFloatConstant(tensor: Tensor | null | undefined): tensor is Tensor {
  return isConstant(tensor) && tensor.type === 'FLOAT32';
}
