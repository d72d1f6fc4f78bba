import * as fc from 'fast-check';
import { dequantize, quantize } from './affine';

describe('quantize()', () => {
  it('saturates at the bounds of the type', () => {
    expect([...quantize([-10, 0, 10], 'INT8', { scale: 0.01, zeroPoint: 5 })]).toEqual([
      -128, 5, 127,
    ]);
    expect([...quantize([-1, 300], 'UINT8', { scale: 1, zeroPoint: 0 })]).toEqual([0, 255]);
  });

  it('takes halves away from zero', () => {
    const halves = [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5];
    const integers = quantize(halves, 'INT8', { scale: 1, zeroPoint: 10 });
    expect([...integers]).toEqual([7, 8, 9, 11, 12, 13]);
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
