import { readNpy, writeNpy } from '@flotilla/evaluation';
import * as fc from 'fast-check';
import { placesName, readTable, type Row, tableMembers, valuesName } from './table';

const invalid = { code: 'ARTIFACT_INVALID' };

/** Rows at rising places, of doubles that JSON and float32 would change. */
const rows = fc
  .uniqueArray(fc.tuple(fc.nat(3), fc.nat(100)), { selector: String })
  .chain((places) =>
    fc.tuple(
      ...places
        .toSorted(([a, b], [c, d]) => a - c || b - d)
        .map(([subgraph, index]) =>
          fc
            .float64Array({ noNaN: true, noDefaultInfinity: true, maxLength: 5 })
            .map((values): Row => ({ subgraph, index, values })),
        ),
    ),
  );

function members(given: readonly Row[], replaced: Record<string, Uint8Array> = {}) {
  return new Map([...tableMembers('ranges', given), ...Object.entries(replaced)]);
}

function doubles(...values: number[]): Uint8Array {
  const bytes = new Uint8Array(Float64Array.from(values).buffer);
  return writeNpy({ type: 'FLOAT64', shape: [values.length], bytes });
}

function places(...values: number[]): Uint8Array {
  const bytes = new Uint8Array(Int32Array.from(values).buffer);
  return writeNpy({ type: 'INT32', shape: [values.length / 3, 3], bytes });
}

describe('a table', () => {
  it('comes back as it was, to the last bit', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const read = readTable('ranges', members(given));
        expect(read.map(({ subgraph, index }) => [subgraph, index])).toEqual(
          given.map(({ subgraph, index }) => [subgraph, index]),
        );
        read.forEach(({ values }, at) => {
          expect([...values].map(bitsOf)).toEqual([...given[at]!.values].map(bitsOf));
        });
      }),
    );
  });

  it('is arrays that NumPy reads', () => {
    const row = { subgraph: 0, index: 7, values: Float64Array.of(-1, 2, 0) };
    const written = members([row]);
    expect(readNpy(written.get(valuesName('ranges'))!)).toMatchObject({
      type: 'FLOAT64',
      shape: [3],
    });
    expect(readNpy(written.get(placesName('ranges'))!)).toMatchObject({
      type: 'INT32',
      shape: [1, 3],
    });
  });

  it.each([
    ['a NaN', { 'ranges.npy': doubles(NaN, 1) }],
    ['an infinity', { 'ranges.npy': doubles(0, -Infinity) }],
    ['too many values', { 'ranges.npy': doubles(1, 2, 3) }],
    ['too few values', { 'ranges.npy': doubles(1) }],
    ['values of another type', { 'ranges.npy': places(1, 2, 3) }],
    ['bytes that are no array', { 'ranges-of.npy': new Uint8Array(40) }],
    ['a place that comes again', { 'ranges-of.npy': places(0, 1, 1, 0, 1, 1) }],
    ['places out of order', { 'ranges-of.npy': places(0, 2, 1, 0, 1, 1) }],
    ['a negative place', { 'ranges-of.npy': places(0, -1, 2) }],
    ['a negative length', { 'ranges-of.npy': places(0, 1, 3, 0, 2, -1) }],
  ])('is refused with %s', (_, replaced) => {
    const row = { subgraph: 0, index: 1, values: Float64Array.of(1, 2) };
    expect(() => readTable('ranges', members([row], replaced))).toThrow(
      expect.objectContaining({
        code: expect.stringMatching(/^(ARTIFACT|NPY)_INVALID$/) as string,
      }) as Error,
    );
  });

  it('is refused where it is missing', () => {
    expect(() => readTable('peaks', members([]))).toThrow(
      expect.objectContaining(invalid) as Error,
    );
  });
});

function bitsOf(value: number): string {
  return new BigUint64Array(Float64Array.of(value).buffer).join();
}
