import { zipSync } from 'fflate';
import * as fc from 'fast-check';
import { isCodedError } from '@flotilla/foundation';
import { codeThrownBy } from '@flotilla/foundation/testing';
import type { ByteRange, TensorArray } from '../elements/array';
import { writeNumbers } from '../elements/numbers';
import { writeNpz } from './npz';
import { openNpz } from './open-npz';
import { writeNpy } from './write-npy';

const values = Array.from({ length: 50_000 }, (_, at) => at);
const array: TensorArray = {
  type: 'INT32',
  shape: [500, 100],
  bytes: writeNumbers('INT32', values),
};

/** Python's `zipfile` with `ZIP64_LIMIT = 10`: int16 (0, 1, 2), each size and place in its 64-bit form. */
const pythonArchive =
  'UEsDBC0AAAAAAAAAIQBqz/JR//////////8FABQAeC5ucHkBABAAhgAAAAAAAACGAAAAAAAAAJNOVU1QWQEAdgB7' +
  'J2Rlc2NyJzogJzxpMicsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgzLCksIH0gICAgICAgICAg' +
  'ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAAABAAIAUEsBAi0DLQAA' +
  'AAAAAAAhAGrP8lH//////////wUAFAAAAAAAAAAAAIABAAAAAHgubnB5AQAQAIYAAAAAAAAAhgAAAAAAAABQSwYG' +
  'LAAAAAAAAAAtAC0AAAAAAAAAAAABAAAAAAAAAAEAAAAAAAAARwAAAAAAAAC9AAAAAAAAAFBLBgcAAAAABAEAAAAA' +
  'AAABAAAAUEsFBgAAAAABAAEARwAAAL0AAAAAAA==';

/** Notes what is read. */
function watched(bytes: Uint8Array): ByteRange & { read: number } {
  const range = {
    read: 0,
    byteLength: bytes.byteLength,
    subarray: (start: number, end: number) => {
      range.read += end - start;
      return bytes.slice(start, end);
    },
  };
  return range;
}

describe('openNpz()', () => {
  it('reads of stored arrays what is asked for', () => {
    const file = watched(
      writeNpz(
        new Map([
          ['a/b', array],
          ['c', { ...array, shape: [50_000] }],
        ]),
      ),
    );
    const arrays = openNpz(file);
    expect([...(arrays?.keys() ?? [])]).toEqual(['a/b', 'c']);
    expect(arrays?.get('c')).toMatchObject({ type: 'INT32', shape: [50_000] });
    const part = arrays?.get('a/b')?.bytes.subarray(400, 800);
    expect(part && Array.from(part)).toEqual(Array.from(array.bytes.subarray(400, 800)));
    expect(file.byteLength).toBeGreaterThan(400_000);
    expect(file.read).toBeLessThan(100_000);
  });

  it('leaves compressed arrays, and what is no archive, to others', () => {
    const member = writeNpy(array);
    expect(openNpz(zipSync({ 'x.npy': member }, { level: 6 }))).toBeUndefined();
    expect(openNpz(zipSync({ 'x.npy': [member, { level: 0 }], 'y.npy': member }))).toBeUndefined();
    expect(openNpz(zipSync({ 'README.txt': new Uint8Array(3) }, { level: 0 }))).toBeUndefined();
    expect(openNpz(new Uint8Array(100))).toBeUndefined();
    expect(openNpz(new Uint8Array(0))).toBeUndefined();
  });

  it.each([false, true])('reads the 64-bit form (in the directory’s end too: %s)', (inEnd) => {
    const archive = Buffer.from(pythonArchive, 'base64');
    // The last record holds count, length and place of the directory, all ones where those stand in the 64-bit record.
    if (inEnd) archive.fill(0xff, archive.byteLength - 14, archive.byteLength - 2);
    const opened = openNpz(archive)?.get('x');
    expect(opened).toMatchObject({ type: 'INT16', shape: [3] });
    expect(opened && Array.from(opened.bytes.subarray(2, 6))).toEqual([1, 0, 2, 0]);
  });

  it('refuses an array that is there twice', () => {
    const twice = Buffer.from(
      writeNpz(
        new Map([
          ['x', array],
          ['y', array],
        ]),
      ),
    ).toString('latin1');
    const file = Buffer.from(twice.replaceAll('y.npy', 'x.npy'), 'latin1');
    expect(codeThrownBy(() => openNpz(file))).toBe('NPZ_INVALID');
  });

  it('gives arrays, nothing or a typed error for an archive cut or changed anywhere', () => {
    const small = writeNpz(
      new Map([['x', { type: 'INT8', shape: [2], bytes: Uint8Array.of(1, 2) }]]),
    );
    fc.assert(
      fc.property(fc.nat(small.length - 1), fc.nat(255), fc.boolean(), (at, value, cut) => {
        const bytes = Uint8Array.from(cut ? small.subarray(0, at) : small);
        if (!cut) bytes[at] = value;
        try {
          openNpz(bytes)?.get('x')?.bytes.subarray(0, 2);
        } catch (error) {
          expect(isCodedError(error) && error.code).toMatch(/^NP[YZ]_/);
        }
      }),
    );
  });
});
