import * as fc from 'fast-check';
import { madeArray } from './made-array';

const shape = [10, 3];
const made: number[] = [];
const make = (sample: number): Uint8Array => {
  made.push(sample);
  return Uint8Array.of(3 * sample, 3 * sample + 1, 3 * sample + 2);
};
beforeEach(() => {
  made.length = 0;
});

describe('madeArray()', () => {
  it('gives any part of its samples one after another', () => {
    const { bytes } = madeArray({ type: 'UINT8', shape, make, keptBytes: 9 });
    expect(bytes.byteLength).toBe(30);
    fc.assert(
      fc.property(fc.nat(30), fc.nat(30), (one, other) => {
        const [start, end] = one < other ? [one, other] : [other, one];
        const wanted = Array.from({ length: end - start }, (_, at) => start + at);
        expect([...bytes.subarray(start, end)]).toEqual(wanted);
      }),
    );
  });

  it('makes what is read alone, and makes again only what there is no room for', () => {
    const { bytes } = madeArray({ type: 'UINT8', shape, make, keptBytes: 6 });
    bytes.subarray(3, 6);
    expect(made).toEqual([1]);
    for (const _ of [0, 1]) bytes.subarray(0, 12);
    expect(made).toEqual([1, 0, 2, 3, 2, 3]);
  });

  it('holds samples that nobody can change from outside', () => {
    const { bytes } = madeArray({ type: 'UINT8', shape, make });
    bytes.subarray(0, 3).fill(99);
    expect([...bytes.subarray(0, 3)]).toEqual([0, 1, 2]);
  });
});
