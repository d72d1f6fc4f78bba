/** Sizes of the axes, the batch first; `null` is a batch that is left open. Axes after the first are known. */
export type Shape = readonly [batch: number | null, ...rest: number[]];

/** Axes after the batch. */
export function withoutBatch(shape: Shape): number[] {
  const [, ...rest] = shape;
  return rest;
}

export function formatShape(shape: readonly (number | null)[]): string {
  return `[${shape.map((size) => size ?? '?').join(', ')}]`;
}
