/** Sums over the inputs that a row of weights is multiplied with: what weights' rounding errors are weighed by. */
export class SecondMoments {
  /** Upper triangle of Σ x·xᵀ, row by row, length × length. */
  readonly products: Float64Array;
  readonly sum: Float64Array;
  count = 0;

  /** @param length inputs of one output value: weights in a row */
  constructor(readonly length: number) {
    this.products = new Float64Array(length * length);
    this.sum = new Float64Array(length);
  }

  add(inputs: Float32Array): void {
    const { length, products, sum } = this;
    for (let row = 0; row < length; row += 1) {
      const value = inputs[row] ?? 0;
      if (value === 0) continue;
      sum[row] = (sum[row] ?? 0) + value;
      const start = row * length;
      for (let column = row; column < length; column += 1) {
        const at = start + column;
        products[at] = (products[at] ?? 0) + value * (inputs[column] ?? 0);
      }
    }
    this.count += 1;
  }

  mean(index: number): number {
    return (this.sum[index] ?? 0) / Math.max(1, this.count);
  }

  /** E[x·xᵀ], whole. */
  matrix(): Float64Array {
    const { length, products } = this;
    const matrix = new Float64Array(length * length);
    for (let row = 0; row < length; row += 1)
      for (let column = row; column < length; column += 1) {
        const value = (products[row * length + column] ?? 0) / Math.max(1, this.count);
        matrix[row * length + column] = value;
        matrix[column * length + row] = value;
      }
    return matrix;
  }
}
