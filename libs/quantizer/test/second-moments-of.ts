/** E[x·xᵀ] and E[x] of rows, by definition. */
export function secondMomentsOf(rows: readonly (readonly number[])[]): {
  readonly products: number[];
  readonly mean: number[];
} {
  const mean = (pick: (row: readonly number[]) => number): number =>
    rows.reduce((sum, row) => sum + pick(row), 0) / rows.length;
  const indices = (rows[0] ?? []).map((_, index) => index);
  return {
    products: indices.flatMap((left) =>
      indices.map((right) => mean((row) => (row[left] ?? NaN) * (row[right] ?? NaN))),
    ),
    mean: indices.map((index) => mean((row) => row[index] ?? NaN)),
  };
}
