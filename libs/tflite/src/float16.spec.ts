import { f16round } from '@petamoriken/float16';
import * as fc from 'fast-check';
import { fromHalves, LARGEST_HALF, overflowsHalves, toHalves } from './float16';

const throughHalves = (value: number): number | undefined =>
  fromHalves(toHalves(Float32Array.of(value)))[0];

describe('toHalves()', () => {
  it('rounds every float as an independent implementation does', () => {
    fc.assert(
      fc.property(fc.float(), (value) => {
        expect(throughHalves(value)).toBe(f16round(value));
      }),
      { numRuns: 5000 },
    );
  });

  it('rounds as it does around every half, ties and subnormals included', () => {
    const halves = fromHalves(
      new Uint8Array(Uint16Array.from({ length: 0x7c00 }, (_, i) => i).buffer),
    );
    const differing: number[] = [];
    for (let index = 0; index + 1 < halves.length; index += 1) {
      const [low = NaN, high = NaN] = halves.subarray(index, index + 2);
      const middle = Math.fround((low + high) / 2);
      const values = [low, middle, middle * (1 - 2 ** -23), middle * (1 + 2 ** -22), -middle];
      differing.push(
        ...values.map(Math.fround).filter((value) => throughHalves(value) !== f16round(value)),
      );
    }
    expect(differing).toEqual([]);
    expect(halves).toHaveLength(0x7c00);
  });

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

describe('fromHalves()', () => {
  it('gives back every half, NaN and infinities included', () => {
    const all = Uint16Array.from({ length: 0x10000 }, (_, index) => index);
    const back = new Uint16Array(toHalves(fromHalves(new Uint8Array(all.buffer))).buffer);
    const isNaNHalf = (half: number): boolean => (half & 0x7fff) > 0x7c00;
    expect(back.filter((half, index) => half !== all[index] && !isNaNHalf(half))).toHaveLength(0);
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
