import * as fc from 'fast-check';
import { roundHalfToEven } from './round-half-to-even';

describe('roundHalfToEven()', () => {
  it.each([
    [0.5, 0],
    [1.5, 2],
    [2.5, 2],
    [3.5, 4],
    [-0.5, 0],
    [-1.5, -2],
    [-2.5, -2],
    [-3.5, -4],
    [2.4999, 2],
    [-2.5001, -3],
  ])('rounds %d to %d', (value, expected) => {
    expect(roundHalfToEven(value)).toBe(expected);
  });

  it('is odd, and never further than one half from its argument', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (value) => {
        expect(Math.abs(roundHalfToEven(value) - value)).toBeLessThanOrEqual(0.5);
        expect(roundHalfToEven(-value) + roundHalfToEven(value)).toBe(0);
      }),
    );
  });
});
