import * as fc from 'fast-check';
import { secondMomentsOf } from '../../test/second-moments-of';
import { MomentSums } from './moment-sums';
import { rescaled } from './second-moments';

const number = fc.integer({ min: -9, max: 9 });
const GROUPS = 2;
const LENGTH = 3;
const row = fc.array(number, { minLength: GROUPS * LENGTH, maxLength: GROUPS * LENGTH });

describe('MomentSums', () => {
  it('gives the mean products and means of each group apart', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
        const sums = new MomentSums(GROUPS, LENGTH);
        sums.add(Float32Array.from(rows[0] ?? []));
        sums.add(Float32Array.from(rows.slice(1).flat()));
        const moments = sums.moments();
        expect(moments).toHaveLength(GROUPS);
        moments.forEach(({ length, products, mean }, group) => {
          const own = rows.map((values) => values.slice(group * LENGTH, (group + 1) * LENGTH));
          const expected = secondMomentsOf(own);
          expect(length).toBe(LENGTH);
          products.forEach((value, at) => {
            expect(value).toBeCloseTo(expected.products[at] ?? NaN, 9);
          });
          mean.forEach((value, at) => {
            expect(value).toBeCloseTo(expected.mean[at] ?? NaN, 9);
          });
        });
      }),
    );
  });

  it('is all zero before anything was added', () => {
    const [moments] = new MomentSums(1, 2).moments();
    expect(moments).toEqual({
      length: 2,
      products: new Float64Array(4),
      mean: new Float64Array(2),
    });
  });
});

describe('rescaled()', () => {
  it('gives the moments of the divided inputs', () => {
    const factors = Float64Array.of(0.5, 2, 4);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        const whole = new MomentSums(1, LENGTH);
        const divided = new MomentSums(1, LENGTH);
        for (const values of rows) {
          const own = Float32Array.from(values.slice(0, LENGTH));
          whole.add(own);
          divided.add(own.map((value, index) => value / (factors[index] ?? NaN)));
        }
        const [before] = whole.moments();
        const [after] = divided.moments();
        const result = rescaled(before!, factors);
        expect(result.length).toBe(LENGTH);
        result.products.forEach((value, at) => {
          expect(value).toBeCloseTo(after?.products[at] ?? NaN, 9);
        });
        result.mean.forEach((value, at) => {
          expect(value).toBeCloseTo(after?.mean[at] ?? NaN, 9);
        });
      }),
    );
  });
});
