import type { SecondMoments } from './second-moments';

/** Sums up second moments of short rows as they come, for each of several groups. */
export class MomentSums {
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

  /** @param rows one of each group, group after group */
  add(rows: Float32Array): void {
    const { groups, length, products, sums } = this;
    for (let group = 0; group < groups; group += 1) {
      const start = group * length;
      for (let row = 0; row < length; row += 1) {
        const value = rows[start + row] ?? 0;
        if (value === 0) continue;
        sums[start + row] = (sums[start + row] ?? 0) + value;
        const line = (start + row) * length;
        for (let column = 0; column < length; column += 1)
          products[line + column] =
            (products[line + column] ?? 0) + value * (rows[start + column] ?? 0);
      }
    }
    this.count += 1;
  }

  moments(): SecondMoments[] {
    const { groups, length, products, sums, count } = this;
    return Array.from({ length: groups }, (_, group) => ({
      length,
      products: products
        .subarray(group * length * length, (group + 1) * length * length)
        .map((sum) => sum / Math.max(1, count)),
      mean: sums
        .subarray(group * length, (group + 1) * length)
        .map((sum) => sum / Math.max(1, count)),
    }));
  }
}
