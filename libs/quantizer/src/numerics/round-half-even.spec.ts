import * as fc from 'fast-check';
import { roundHalfEven } from './round-half-even';

describe('roundHalfEven()', () => {
  it('takes the even one of two equally near integers', () => {
    const halves = [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5];
    expect(halves.map((value) => roundHalfEven(value) + 0)).toEqual([-2, -2, 0, 0, 2, 2, 4]);
  });

  it('is never farther than a half', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (value) => {
        expect(Math.abs(roundHalfEven(value) - value)).toBeLessThanOrEqual(0.5);
      }),
    );
  });
});
