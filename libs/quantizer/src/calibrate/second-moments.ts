/** What one row of weights is multiplied with, in the mean: what the row's rounding errors are weighed by. */
export interface SecondMoments {
  /** Weights in a row. */
  readonly length: number;
  /** E[x·xᵀ], length × length; in float32 where they are many. */
  readonly products: Float32Array | Float64Array;
  /** E[x]. */
  readonly mean: Float64Array;
}

/** The moments of inputs that are divided by these factors. */
export function rescaled(
  { length, products, mean }: SecondMoments,
  factors: Float64Array,
): SecondMoments {
  const scaled = new Float64Array(length * length);
  for (let row = 0; row < length; row += 1)
    for (let column = 0; column < length; column += 1) {
      const at = row * length + column;
      scaled[at] = (products[at] ?? 0) / ((factors[row] ?? 1) * (factors[column] ?? 1));
    }
  return {
    length,
    products: scaled,
    mean: mean.map((value, index) => value / (factors[index] ?? 1)),
  };
}
