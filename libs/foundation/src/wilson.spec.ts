import * as fc from 'fast-check';
import { wilson } from './wilson';

describe('wilson()', () => {
  it('agrees with published values', () => {
    // R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3
    const { lower, upper } = wilson(81, 263);
    expect(lower).toBeCloseTo(0.2553, 4);
    expect(upper).toBeCloseTo(0.3662, 4);
  });

  it('holds the value, and lies within [0, 1]', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(5000), (count, some) => {
        const { lower, value, upper } = wilson(Math.min(some, count), count);
        expect(0 <= lower && lower <= value && value <= upper && upper <= 1).toBe(true);
      }),
    );
  });

  it('is certain of nothing when all of few succeed', () => {
    expect(wilson(5, 5)).toMatchObject({ value: 1, upper: 1 });
    expect(wilson(5, 5).lower).toBeLessThan(0.6);
  });

  it('refuses what is no proportion', () => {
    expect(() => wilson(0, 0)).toThrow(RangeError);
    expect(() => wilson(3, 2)).toThrow(RangeError);
  });
});
