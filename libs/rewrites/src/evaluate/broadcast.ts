import { rowMajorStrides, type View } from './view';

/** The shape that two operands have together, by numpy's rule; `undefined` when they do not go together. */
export function broadcastShape(
  left: readonly number[],
  right: readonly number[],
): number[] | undefined {
  const rank = Math.max(left.length, right.length);
  const shape: number[] = [];
  for (let axis = 0; axis < rank; axis += 1) {
    const one = left[axis - rank + left.length] ?? 1;
    const other = right[axis - rank + right.length] ?? 1;
    if (one !== other && one !== 1 && other !== 1) return undefined;
    shape.push(one === 1 ? other : one);
  }
  return shape;
}

/** An operand as if it had the larger shape: it stands still along the axes that it lacks or has once. */
export function broadcastView(operand: readonly number[], shape: readonly number[]): View {
  const along = rowMajorStrides(operand);
  const strides = shape.map((_, axis) => {
    const own = axis - shape.length + operand.length;
    return (operand[own] ?? 1) === 1 ? 0 : (along[own] ?? 0);
  });
  return { shape, offset: 0, strides };
}
