import { elementCount } from '../element-count';
import type { Operator } from '../model';
import type { BuiltinOperator } from '../schema';

type Shape = readonly number[];

/** By the output's shape and those of the inputs (`shapes(0)` is the first input's). */
type Count = (out: Shape, shapes: (input: number) => Shape, operator: Operator) => number;

const COUNTS: Partial<Record<BuiltinOperator, Count>> = {
  // Filter (out, height, width, in of one group).
  CONV_2D: (out, shapes) => elementCount(out) * elementCount(shapes(1).slice(1)),
  // Filter (1, height, width, out).
  DEPTHWISE_CONV_2D: (out, shapes) => elementCount(out) * elementCount(shapes(1).slice(1, 3)),
  // Filter (depth, height, width, in, out).
  CONV_3D: (out, shapes) => elementCount(out) * elementCount(shapes(1).slice(0, 4)),
  // Every input element meets the whole filter (out, height, width, in) of its channel.
  TRANSPOSE_CONV: (_, shapes) => elementCount(shapes(2)) * elementCount(shapes(1).slice(0, 3)),
  // Weights (units, depth).
  FULLY_CONNECTED: (out, shapes) => elementCount(out) * (shapes(1).at(-1) ?? 0),
  BATCH_MATMUL: (out, shapes, { options }) => {
    const transposed = options?.type === 'BatchMatMulOptions' && options.adjX;
    return elementCount(out) * (shapes(0).at(transposed ? -2 : -1) ?? 0);
  },
};

/**
 * Multiply-adds of one inference by the shapes in the file, padding counted as if it were data; 0 for operators that do
 * no more than one operation an element.
 */
export function multiplyAdds(operator: Operator): number {
  const { code, inputs, outputs } = operator;
  const shapes = (input: number): Shape => inputs[input]?.shape ?? [];
  return COUNTS[code]?.(outputs[0]?.shape ?? [], shapes, operator) ?? 0;
}
