/** Whether two shapes have the same rank and sizes, open dimensions included. */
export function sameShape(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((size, axis) => size === right[axis]);
}
