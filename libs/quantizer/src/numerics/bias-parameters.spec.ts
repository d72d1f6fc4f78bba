import * as fc from 'fast-check';
import { dequantizeValues } from '../../test/dequantize-values';
import { biasParameters, raisedForBias } from './bias-parameters';
import type { QuantizationParameters } from './quantization-parameters';
import { quantizeValues } from './quantize-values';

const symmetric = (scale: readonly number[]): QuantizationParameters => ({
  type: 'INT8',
  scale,
  zeroPoint: scale.map(() => 0),
  axis: 0,
});

describe('raisedForBias()', () => {
  it('leaves weights alone whose bias fits', () => {
    const weight = symmetric([0.5, 0.25]);
    expect(raisedForBias(weight, 0.1, Float32Array.of(3, -4))).toBe(weight);
  });

  it('raises the scale of the overflowing channel only', () => {
    const weight = symmetric([1e-9, 0.25]);
    const raised = raisedForBias(weight, 1e-3, Float32Array.of(50, -4));
    expect(raised.scale[0]).toBeGreaterThan(1e-9);
    expect(raised.scale[1]).toBe(0.25);
  });

  it('looks at every bias when all channels share one scale', () => {
    const raised = raisedForBias(symmetric([1e-9]), 1e-3, Float32Array.of(0, 0, 80));
    expect(raised.scale[0]).toBeGreaterThan(1e-9);
  });

  it('always leaves room: no bias saturates, and each comes back within half a step', () => {
    const scale = fc.double({ min: 1e-12, max: 1, noNaN: true });
    const bias = fc.float({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(scale, scale, bias, (inputScale, weightScale, value) => {
        const weight = raisedForBias(
          symmetric([Math.fround(weightScale)]),
          Math.fround(inputScale),
          Float32Array.of(value),
        );
        const parameters = biasParameters(Math.fround(inputScale), weight);
        const [step = NaN] = parameters.scale;
        const [back = NaN] = dequantizeValues(
          quantizeValues(Float32Array.of(value), parameters),
          parameters,
        );
        expect(step).toBeGreaterThan(0);
        expect(Math.abs(back - value)).toBeLessThanOrEqual(step * 0.5 + Math.abs(value) * 2 ** -22);
      }),
    );
  });
});

describe('biasParameters()', () => {
  it('multiplies the scales in float32', () => {
    const parameters = biasParameters(Math.fround(0.1), symmetric([Math.fround(0.3)]));
    expect(parameters).toEqual({
      type: 'INT32',
      scale: [Math.fround(Math.fround(0.1) * Math.fround(0.3))],
      zeroPoint: [0],
      axis: 0,
    });
  });
});
