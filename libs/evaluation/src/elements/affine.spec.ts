import * as fc from 'fast-check';
import { dequantize, quantize, roundHalfEven } from './affine';

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

describe('quantize()', () => {
  it('saturates at the bounds of the type', () => {
    expect([...quantize([-10, 0, 10], 'INT8', { scale: 0.01, zeroPoint: 5 })]).toEqual([
      -128, 5, 127,
    ]);
    expect([...quantize([-1, 300], 'UINT8', { scale: 1, zeroPoint: 0 })]).toEqual([0, 255]);
  });

  it('is undone by dequantize() to within half a step inside the range', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-4, max: 10, noNaN: true }),
        fc.integer({ min: -128, max: 127 }),
        fc.integer({ min: -128, max: 127 }),
        fc.double({ min: -0.5, max: 0.5, noNaN: true }),
        (scale, zeroPoint, q, offset) => {
          const value = scale * (Math.min(126, Math.max(-127, q)) - zeroPoint + offset);
          const [back] = dequantize(quantize([value], 'INT8', { scale, zeroPoint }), {
            scale,
            zeroPoint,
          });
          expect(Math.abs((back ?? NaN) - value)).toBeLessThanOrEqual(scale * 0.5 * (1 + 1e-4));
        },
      ),
    );
  });
});
