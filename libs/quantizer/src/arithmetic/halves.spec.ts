import * as fc from 'fast-check';
import { fromHalves, LARGEST_HALF, overflowsHalves, toHalves } from './halves';

describe('toHalves()', () => {
  it('comes back within 2⁻¹¹ of each value that float16 holds', () => {
    const value = fc.float({ min: -LARGEST_HALF, max: LARGEST_HALF, noNaN: true });
    fc.assert(
      fc.property(fc.array(value), (list) => {
        const values = Float32Array.from(list);
        fromHalves(toHalves(values)).forEach((half, index) => {
          const exact = values[index] ?? NaN;
          expect(Math.abs(half - exact)).toBeLessThanOrEqual(Math.abs(exact) * 2 ** -11 + 2 ** -25);
        });
      }),
    );
  });

  it('writes little-endian halves', () => {
    expect([...toHalves(Float32Array.of(1, -2))]).toEqual([0x00, 0x3c, 0x00, 0xc0]);
  });
});

describe('overflowsHalves()', () => {
  it.each([
    [65504, false],
    [65519, false],
    [65520, true],
    [-70000, true],
  ])('judges %d: %s', (value, overflows) => {
    const values = Float32Array.of(0, value);
    expect(overflowsHalves(values)).toBe(overflows);
    expect(Number.isFinite(fromHalves(toHalves(values))[1])).toBe(!overflows);
  });
});
