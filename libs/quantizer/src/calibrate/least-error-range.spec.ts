import * as fc from 'fast-check';
import { normalNumbers } from '../../test/normal-numbers';
import { rangeOf } from '../numerics/range';
import { Histogram } from './histogram';
import { leastErrorRange } from './least-error-range';
import { meanSquareError } from './range-error';

function counted(values: readonly number[]) {
  const floats = Float32Array.from(values);
  const histogram = new Histogram();
  histogram.add(floats);
  return { bins: histogram.bins(), full: rangeOf(floats) };
}

const finite = fc.float({ noNaN: true, min: -1000, max: 1000 });
const types = fc.constantFrom('INT8', 'INT16');

describe('leastErrorRange()', () => {
  it('lies inside the full range and is never worse than it', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 60 }), types, (values, type) => {
        const { bins, full } = counted(values);
        const range = leastErrorRange(bins, full, type);
        expect(meanSquareError(bins, range, type)).toBeLessThanOrEqual(
          meanSquareError(bins, full, type),
        );
        expect(Math.abs(range.min)).toBeLessThanOrEqual(Math.abs(full.min));
        expect(Math.abs(range.max)).toBeLessThanOrEqual(Math.abs(full.max));
      }),
    );
  });

  it.each([
    ['above', 1],
    ['below', -1],
  ])('clips an outlier %s as far as pays, and hardly the other side', (_, sign) => {
    const next = normalNumbers(1);
    const count = 1_000_000;
    const bulk = Array.from({ length: count }, next);
    const { bins, full } = counted([...bulk, sign * 60]);
    const { min, max } = leastErrorRange(bins, full, 'INT8');
    const [clipped, kept] = sign > 0 ? [max, -min] : [-min, max];
    expect(kept).toBeGreaterThan(3);
    expect(kept).toBeLessThan(6);
    // Where the derivative of (60 − clipped)² / count + ((clipped + kept) / 255)² / 12 is 0.
    const weight = (12 * 255 ** 2) / count;
    const best = (60 * weight - kept) / (weight + 1);
    expect(clipped / best).toBeGreaterThan(0.8);
    expect(clipped / best).toBeLessThan(1.2);
  });

  it('clips nothing of values that fill their range evenly', () => {
    const { bins, full } = counted(Array.from({ length: 4096 }, (_, index) => index / 4095));
    const range = leastErrorRange(bins, full, 'INT8');
    expect(range.max).toBeGreaterThan(0.99);
  });
});
