import * as fc from 'fast-check';
import { codeThrownBy } from '@flotilla/foundation/testing';
import type { TensorArray } from '../elements/array';
import { readNumbers } from '../elements/numbers';
import { normalizeArray } from './normalize-array';

const pixels = (shape: readonly number[], bytes: Iterable<number>): TensorArray => ({
  type: 'UINT8',
  shape,
  bytes: Uint8Array.from(bytes),
});

describe('normalizeArray()', () => {
  it('gives (x − mean) / std in float32, whichever part is read', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }).chain((channels) =>
          fc.record({
            mean: fc.array(fc.double({ min: -300, max: 300, noNaN: true }), {
              minLength: channels,
              maxLength: channels,
            }),
            std: fc.array(fc.double({ min: 0.01, max: 300, noNaN: true }), {
              minLength: channels,
              maxLength: channels,
            }),
            rows: fc.array(fc.uint8Array({ minLength: channels, maxLength: channels }), {
              minLength: 1,
            }),
          }),
        ),
        fc.nat(),
        fc.nat(),
        ({ mean, std, rows }, from, length) => {
          const channels = mean.length;
          const all = rows.flatMap((row) => [...row]);
          const start = from % all.length;
          const end = Math.min(all.length, start + 1 + (length % all.length));
          const array = normalizeArray(pixels([rows.length, channels], all), { mean, std });
          const part = readNumbers('FLOAT32', array.bytes.subarray(4 * start, 4 * end));
          const wanted = all
            .map((value, at) =>
              Math.fround((value - (mean[at % channels] ?? NaN)) / (std[at % channels] ?? NaN)),
            )
            .slice(start, end);
          expect([...part]).toEqual(wanted);
        },
      ),
    );
  });

  it('takes one mean or deviation for all channels', () => {
    const array = normalizeArray(pixels([1, 3], [10, 20, 30]), { mean: [10], std: [1, 2, 4] });
    expect([...readNumbers('FLOAT32', array.bytes.subarray(0, 12))]).toEqual([0, 5, 5]);
  });

  it.each([
    ['means of other channels', { mean: [1, 2], std: [1] }],
    ['no deviation', { mean: [0], std: [] }],
    ['a deviation of 0', { mean: [0], std: [0] }],
    ['one that gives infinity', { mean: [0], std: [1e-44] }],
    ['a mean that is no number', { mean: [NaN], std: [1] }],
  ])('refuses %s', (_, normalization) => {
    const array = pixels([1, 3], [1, 2, 3]);
    expect(codeThrownBy(() => normalizeArray(array, normalization))).toBe('DATASET_NORMALIZATION');
  });
});
