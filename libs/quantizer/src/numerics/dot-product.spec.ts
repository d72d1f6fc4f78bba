import * as fc from 'fast-check';
import { dotProduct } from './dot-product';

describe('dotProduct()', () => {
  it('sums the products of as many values as asked for, from where it is told', () => {
    const numbers = fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(numbers, fc.nat(10), fc.nat(10), (values, leftAt, rightAt) => {
        const count = Math.max(0, values.length - Math.max(leftAt, rightAt));
        const left = Float64Array.from(values);
        const right = left.map((value) => value * 3 - 1);
        let expected = 0;
        for (let index = 0; index < count; index += 1)
          expected += left[leftAt + index]! * right[rightAt + index]!;
        expect(dotProduct(left, leftAt, right, rightAt, count)).toBe(expected);
      }),
    );
  });
});
