import * as fc from 'fast-check';
import { dequantizeValues } from '../../test/dequantize-values';
import { biasParameters, minimumWeightScales } from './bias-parameters';
import type { QuantizationParameters } from './quantization-parameters';
import { quantizeValues } from './quantize-values';

const symmetric = (scale: readonly number[]): QuantizationParameters => ({
  type: 'INT8',
  scale,
  zeroPoint: scale.map(() => 0),
  axis: 0,
});

describe('minimumWeightScales()', () => {
  it('asks for next to nothing where biases fit', () => {
    const [first = NaN, second = NaN] = minimumWeightScales(0.1, Float32Array.of(3, -4), 2);
    expect(first).toBeLessThan(1e-6);
    expect(second).toBeLessThan(1e-6);
  });

  it('asks more of the channel whose bias is large', () => {
    const [large = NaN, small = NaN] = minimumWeightScales(1e-3, Float32Array.of(50, -4), 2);
    expect(large / small).toBeCloseTo(50 / 4, 3);
  });

  it('looks at every bias when all channels share one scale', () => {
    const [one] = minimumWeightScales(1e-3, Float32Array.of(0, 0, 80), 1);
    expect(one).toBe(minimumWeightScales(1e-3, Float32Array.of(80), 1)[0]);
  });

  it('always leaves room: no bias saturates, and each comes back within half a step', () => {
    const scale = fc.double({ min: 1e-12, max: 1, noNaN: true });
    const bias = fc.float({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(scale, scale, bias, (input, wanted, value) => {
        const inputScale = Math.fround(input);
        const [minimum = NaN] = minimumWeightScales(inputScale, Float32Array.of(value), 1);
        const weight = symmetric([Math.max(Math.fround(wanted), minimum)]);
        const parameters = biasParameters(inputScale, weight, 'INT8');
        const [step = NaN] = parameters.scale;
        const integers = quantizeValues(Float32Array.of(value), parameters);
        const [back = NaN] = dequantizeValues(integers, parameters);
        expect(step).toBeGreaterThan(0);
        expect(Math.abs(back - value)).toBeLessThanOrEqual(step * 0.5 + Math.abs(value) * 2 ** -22);
      }),
    );
  });
});

describe('biasParameters()', () => {
  it('multiplies the scales in float32', () => {
    const parameters = biasParameters(Math.fround(0.1), symmetric([Math.fround(0.3)]), 'INT8');
    expect(parameters).toEqual({
      type: 'INT32',
      scale: [Math.fround(Math.fround(0.1) * Math.fround(0.3))],
      zeroPoint: [0],
      axis: 0,
    });
  });

  it('counts in int64 under 16-bit activations', () => {
    expect(biasParameters(1, symmetric([1, 2]), 'INT16').type).toBe('INT64');
  });
});
