import * as fc from 'fast-check';
import { dequantizeValues } from '../../test/dequantize-values';
import { activationParameters } from './activation-parameters';
import { channelsAlong } from './channels';
import { perTensor } from './quantization-parameters';
import { quantizeValues, storedBytes } from './quantize-values';
import { weightParameters } from './weight-parameters';

const float = (limit: number) => fc.float({ min: -limit, max: limit, noNaN: true });
const floats = fc.array(float(1000), { minLength: 1, maxLength: 60 });

describe('quantizeValues()', () => {
  it('comes back within half a step for every value inside the range', () => {
    fc.assert(
      fc.property(floats, (list) => {
        const values = Float32Array.from(list);
        const range = { min: Math.min(...values), max: Math.max(...values) };
        const parameters = activationParameters(range, 'INT8');
        const back = dequantizeValues(quantizeValues(values, parameters), parameters);
        const [scale = NaN] = parameters.scale;
        values.forEach((value, index) => {
          // Rounding the zero point moves the ends of the range by up to half a step more.
          const isEnd = value === range.min || value === range.max;
          const error = Math.abs((back[index] ?? NaN) - value);
          expect(error).toBeLessThanOrEqual(scale * (isEnd ? 1 : 0.5) * 1.001 + 1e-6);
        });
      }),
    );
  });

  it('comes back within half a step of each channel for symmetric weights', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        fc.array(float(10), { minLength: 48, maxLength: 48 }),
        (count, inner, list) => {
          const values = Float32Array.from(list.slice(0, 3 * count * inner));
          const channels = channelsAlong([3, count, inner], 1);
          const parameters = weightParameters(values, channels, 1, 'INT8');
          const integers = quantizeValues(values, parameters, channels);
          const back = dequantizeValues(integers, parameters, channels);
          values.forEach((value, index) => {
            const scale = parameters.scale[Math.floor(index / inner) % count] ?? NaN;
            expect(Math.abs((back[index] ?? NaN) - value)).toBeLessThanOrEqual(scale * 0.5001);
          });
          expect(Array.from(integers, Number).every((integer) => integer >= -127)).toBe(true);
        },
      ),
    );
  });

  it('rounds ties to the even integer', () => {
    const values = Float32Array.of(0.5, 1.5, 2.5, -0.5, -1.5, -2.5);
    const integers = quantizeValues(values, perTensor('INT8', 1, 0));
    expect([...integers]).toEqual([0, 2, 2, 0, -2, -2]);
  });

  it('saturates what lies outside the range', () => {
    const integers = quantizeValues(Float32Array.of(-1e9, 1e9), perTensor('INT8', 0.5, 10));
    expect([...integers]).toEqual([-128, 127]);
  });

  it('keeps the int64 biases of 16-bit activations exact', () => {
    const integers = quantizeValues(Float32Array.of(-3), perTensor('INT64', 2 ** -40, 0));
    expect([...integers]).toEqual([-3n * 2n ** 40n]);
  });
});

describe('storedBytes()', () => {
  it('writes int32 in little-endian order', () => {
    expect([...storedBytes(Int32Array.of(258), 'INT32')]).toEqual([2, 1, 0, 0]);
  });

  it('packs int4 two a byte, the first in the low half', () => {
    expect([...storedBytes(Int8Array.of(1, -1, 7, -7, 3), 'INT4')]).toEqual([0xf1, 0x97, 0x03]);
  });
});
