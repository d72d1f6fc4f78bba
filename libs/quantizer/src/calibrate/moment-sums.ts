import type { SecondMoments } from './second-moments';

/** Sums up second moments of short rows as they come, for each of several groups. */
export class MomentSums {
  /** Of each group a square, its lower triangle filled. */
  private readonly products: Float64Array;
  private readonly sums: Float64Array;
  private count = 0;

  constructor(
    private readonly groups: number,
    private readonly length: number,
  ) {
    this.products = new Float64Array(groups * length * length);
    this.sums = new Float64Array(groups * length);
  }

  /** @param rows count × groups × length */
  add(rows: Float32Array): void {
    const { groups, length } = this;
    const stride = groups * length;
    // Group after group: the sums of one stay in the processor's cache.
    for (let group = 0; group < groups; group += 1)
      for (let start = group * length; start < rows.length; start += stride)
        this.addRow(rows, start, group);
    this.count += rows.length / stride;
  }

  private addRow(rows: Float32Array, start: number, group: number): void {
    const { length, products, sums } = this;
    for (let row = 0; row < length; row += 1) {
      const value = rows[start + row] ?? 0;
      if (value === 0) continue;
      const at = group * length + row;
      sums[at] = (sums[at] ?? 0) + value;
      for (let column = 0; column <= row; column += 1) {
        const product = at * length + column;
        products[product] = (products[product] ?? 0) + value * (rows[start + column] ?? 0);
      }
    }
  }

  moments(): SecondMoments[] {
    const { groups, length, products, sums, count } = this;
    const mean = (sum: number): number => sum / Math.max(1, count);
    return Array.from({ length: groups }, (_, group) => {
      const start = group * length * length;
      return {
        length,
        products: symmetric(products.subarray(start, start + length * length).map(mean), length),
        mean: sums.subarray(group * length, (group + 1) * length).map(mean),
      };
    });
  }
}

/** @param square its lower triangle is copied to the upper one */
function symmetric(square: Float64Array, length: number): Float64Array {
  for (let row = 0; row < length; row += 1)
    for (let column = 0; column < row; column += 1)
      square[column * length + row] = square[row * length + column] ?? NaN;
  return square;
}
