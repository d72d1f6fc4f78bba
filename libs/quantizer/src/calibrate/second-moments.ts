/** What one row of weights is multiplied with, in the mean: what the row's rounding errors are weighed by. */
export interface SecondMoments {
  /** Weights in a row. */
  readonly length: number;
  /** E[x·xᵀ], length × length. */
  readonly products: Float64Array;
  /** E[x]. */
  readonly mean: Float64Array;
}

/** The moments of inputs that are divided by these factors. */
export function rescaled(
  { length, products, mean }: SecondMoments,
  factors: Float64Array,
): SecondMoments {
  return {
    length,
    mean: mean.map((value, index) => value / (factors[index] ?? 1)),
    products: products.map((value, index) => {
      const row = factors[Math.floor(index / length)] ?? 1;
      return value / (row * (factors[index % length] ?? 1));
    }),
  };
}
