import * as fc from 'fast-check';
import { dequantizeValues } from '../../test/dequantize-values';
import { activationParameters, symmetricParameters } from './activation-parameters';
import { perTensor } from './quantization-parameters';
import { quantizeValues } from './quantize-values';

const bound = fc.float({ min: -(2 ** 100), max: 2 ** 100, noNaN: true });

describe('activationParameters()', () => {
  it('has a positive float32 scale, a zero point in int8, and an exact zero, for any range', () => {
    fc.assert(
      fc.property(bound, bound, (left, right) => {
        const parameters = activationParameters(
          {
            min: Math.min(left, right),
            max: Math.max(left, right),
          },
          'INT8',
        );
        const [scale = NaN] = parameters.scale;
        const [zeroPoint = NaN] = parameters.zeroPoint;
        expect(scale).toBeGreaterThan(0);
        expect(Math.fround(scale)).toBe(scale);
        expect(Number.isInteger(zeroPoint)).toBe(true);
        expect(zeroPoint).toBeGreaterThanOrEqual(-128);
        expect(zeroPoint).toBeLessThanOrEqual(127);
        const zero = dequantizeValues(quantizeValues(Float32Array.of(0), parameters), parameters);
        expect(zero[0]).toBe(0);
      }),
    );
  });

  it('widens a one-sided range to zero', () => {
    expect(activationParameters({ min: 2, max: 5.1 }, 'INT8')).toEqual(
      perTensor('INT8', Math.fround(5.1 / 255), -128),
    );
    expect(activationParameters({ min: -5.1, max: -2 }, 'INT8')).toEqual(
      perTensor('INT8', Math.fround(5.1 / 255), 127),
    );
  });

  it('is symmetric in int16, whose kernels take no zero point', () => {
    expect(activationParameters({ min: -2, max: 1 }, 'INT16')).toEqual(
      perTensor('INT16', Math.fround(2 / 32767), 0),
    );
  });
});

describe('symmetricParameters()', () => {
  it('keeps zero point 0 in int8, too', () => {
    expect(symmetricParameters({ min: 0, max: 2.54 }, 'INT8')).toEqual(
      perTensor('INT8', Math.fround(2.54 / 127), 0),
    );
  });
});
