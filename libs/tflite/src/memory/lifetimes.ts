import { elementCount } from '../element-count';
import type { Subgraph, Tensor } from '../model';
import { bitsPerElement, byteLengthOf } from '../tensor-type-size';

/** An activation and the operators, by index, from whose start to whose end its memory must be kept. */
export interface Lifetime {
  readonly tensor: Tensor;
  readonly sizeBytes: number;
  readonly firstOperator: number;
  readonly lastOperator: number;
  /** Never freed, rather than freed after the last operator. */
  readonly isKept: boolean;
}

/**
 * The activations of a subgraph in the order of its tensors, as TensorFlow Lite's `ArenaPlanner` counts:
 * inputs live from start to end, outputs and what nothing reads to the end, everything else to its last reader.
 * Constants and state live elsewhere; tensors without a size of their own are left out.
 */
export function lifetimes({ tensors, inputs, outputs, operators }: Subgraph): Lifetime[] {
  const end = Math.max(0, operators.length - 1);
  const first = new Map<Tensor, number>();
  const last = new Map<Tensor, number>();
  for (const tensor of inputs) first.set(tensor, 0);
  operators.forEach((operator, index) => {
    for (const tensor of operator.outputs) if (!first.has(tensor)) first.set(tensor, index);
    for (const tensor of operator.inputs) if (tensor) last.set(tensor, index);
  });
  for (const tensor of [...inputs, ...outputs]) last.delete(tensor);
  return tensors.flatMap((tensor) => {
    const [firstOperator, lastOperator] = [first.get(tensor), last.get(tensor)];
    const sizeBytes = activationBytes(tensor);
    if (firstOperator === undefined || sizeBytes === undefined || sizeBytes === 0) return [];
    const isKept = lastOperator === undefined;
    return [{ tensor, sizeBytes, firstOperator, lastOperator: lastOperator ?? end, isKept }];
  });
}

/** Bytes of an activation in the shape that the file states; undefined for constants, state, and what has no fixed size. */
function activationBytes(tensor: Tensor): number | undefined {
  return tensor.buffer || tensor.isVariable ? undefined : fixedBytes(tensor);
}

/** Bytes of a tensor in the shape that the file states; undefined when its type or rank leaves them open. */
export function fixedBytes({ hasRank, type, shape }: Tensor): number | undefined {
  if (!hasRank || bitsPerElement(type) === undefined) return undefined;
  return byteLengthOf(type, elementCount(shape));
}
