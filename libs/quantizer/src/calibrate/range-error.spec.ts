import { dequantizeValues } from '../../test/dequantize-values';
import { normalNumbers } from '../../test/normal-numbers';
import { activationParameters } from '../numerics/activation-parameters';
import type { ActivationType } from '../numerics/quantization-parameters';
import { quantizeValues } from '../numerics/quantize-values';
import { rangeOf, type Range } from '../numerics/range';
import { Histogram } from './histogram';
import { meanSquareError } from './range-error';

/** Quantizes every value and looks. */
function measured(values: Float32Array, range: Range, type: ActivationType): number {
  const parameters = activationParameters(range, type);
  const restored = dequantizeValues(quantizeValues(values, parameters), parameters);
  return (
    values.reduce((sum, value, index) => sum + (value - (restored[index] ?? NaN)) ** 2, 0) /
    values.length
  );
}

function binsOf(values: Float32Array): ReturnType<Histogram['bins']> {
  const histogram = new Histogram();
  histogram.add(values);
  return histogram.bins();
}

const shapes = {
  normal: (value: number) => value,
  'one-sided': (value: number) => Math.max(0, value),
  'long-tailed': (value: number) => value ** 3,
  'off-centre': (value: number) => value + 4,
} as const;

describe('meanSquareError()', () => {
  describe.each(Object.entries(shapes))('of %s values', (_, shape) => {
    it.each([0.5, 0.3])('over %d of their range is what quantizing errs', (share) => {
      for (const type of ['INT8', 'INT16'] as const) {
        const next = normalNumbers(1);
        const values = Float32Array.from({ length: 50_000 }, () => shape(next()));
        const { min, max } = rangeOf(values);
        const range = { min: min * share, max: max * share };
        const ratio = meanSquareError(binsOf(values), range, type) / measured(values, range, type);
        expect(ratio).toBeGreaterThan(0.93);
        expect(ratio).toBeLessThan(1.07);
      }
    });
  });

  it('is 0 where nothing was counted', () => {
    expect(meanSquareError([], { min: -1, max: 1 }, 'INT8')).toBe(0);
  });
});
