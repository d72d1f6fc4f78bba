import * as fc from 'fast-check';
import { zipSync } from 'fflate';
import { isCodedError } from '@flotilla/foundation';
import { codeThrownBy } from '@flotilla/foundation/testing';
import type { TensorArray } from '../elements/array';
import { readNpz, writeNpz } from './npz';
import { writeNpy } from './write-npy';

const array: TensorArray = { type: 'INT16', shape: [2], bytes: Uint8Array.of(1, 0, 2, 0) };

/** `zipfile` with `force_zip64`, as `numpy.savez_compressed` uses it. */
const pythonArchive =
  'UEsDBC0AAAAIAAAAIQCdMoU6//////////8FABQAeC5ucHkBABAAhAAAAAAAAABIAAAAAAAAAJvsF+obEMnIUMZQ' +
  'rZ6SWpxcpG6loG6TaaSuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6mjoKtQoUAC5GBiYGAFBLAQIt' +
  'Ay0AAAAIAAAAIQCdMoU6SAAAAIQAAAAFAAAAAAAAAAAAAACAAQAAAAB4Lm5weVBLBQYAAAAAAQABADMAAAB/AAAA' +
  'AAA=';

describe('readNpz()', () => {
  it('reads what writeNpz() wrote, in its order', () => {
    const arrays = new Map([
      ['serving:0', array],
      ['a/b', { ...array, shape: [1, 2] }],
    ]);
    expect(readNpz(writeNpz(arrays))).toEqual(arrays);
  });

  it('reads compressed archives and ignores other files', () => {
    const file = zipSync(
      { 'x.npy': writeNpy(array), 'README.txt': new Uint8Array(3) },
      { level: 9 },
    );
    expect([...readNpz(file).keys()]).toEqual(['x']);
  });

  it('gives the same bytes for the same arrays', () => {
    expect(writeNpz(new Map([['x', array]]))).toEqual(writeNpz(new Map([['x', array]])));
  });

  it.each([
    ['no archive', Buffer.from('not a zip at all')],
    ['an archive without arrays', zipSync({ 'README.txt': new Uint8Array(3) })],
    ['a cut archive', writeNpz(new Map([['x', array]])).subarray(0, 100)],
  ])('refuses %s', (_, bytes) => {
    expect(codeThrownBy(() => readNpz(bytes))).toBe('NPZ_INVALID');
  });

  it('reads what Python writes, whose local headers give 64-bit sizes', () => {
    expect([...readNpz(Buffer.from(pythonArchive, 'base64'))]).toMatchObject([
      ['x', { type: 'INT16', shape: [2] }],
    ]);
  });

  it('refuses an array that is there twice', () => {
    const twice = zipSync({ 'x.npy': writeNpy(array), 'y.npy': writeNpy(array) });
    expect(codeThrownBy(() => readNpz(replaced(twice, 'y.npy', 'x.npy')))).toBe('NPZ_INVALID');
  });

  it('refuses an archive that claims to unpack to more than the limit, without unpacking it', () => {
    const bomb = zipSync({ 'x.npy': new Uint8Array(5_000_000) }, { level: 9 });
    const size = Buffer.alloc(4);
    size.writeUInt32LE(5_000_000);
    expect(bomb.byteLength).toBeLessThan(10_000);
    const code = (unpackedLimitBytes: number) =>
      codeThrownBy(() => readNpz(bomb, { unpackedLimitBytes }));
    expect(code(4_999_999)).toBe('NPZ_INVALID');
    // Within the limit it is unpacked, and its content looked at.
    expect(code(5_000_000)).toBe('NPY_INVALID');
    const claim = replaced(bomb, size.toString('latin1'), '\xfe\xff\xff\xff');
    expect(codeThrownBy(() => readNpz(claim))).toBe('NPZ_INVALID');
  });

  it('stops at an array that unpacks to more than it states', () => {
    const bomb = zipSync({ 'x.npy': new Uint8Array(50_000_000) }, { level: 9 });
    const stated = Buffer.alloc(4);
    stated.writeUInt32LE(50_000_000);
    const lying = replaced(bomb, stated.toString('latin1'), '\x80\0\0\0');
    expect(codeThrownBy(() => readNpz(lying))).toBe('NPZ_INVALID');
  });

  it('gives the arrays or a typed error for an archive cut or changed anywhere', () => {
    const whole = zipSync({ 'x.npy': writeNpy(array) }, { level: 6 });
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), (at, value, cut) => {
        const bytes = Uint8Array.from(cut ? whole.subarray(0, at) : whole);
        if (!cut) bytes[at] = value;
        try {
          expect(readNpz(bytes).size).toBe(1);
        } catch (error) {
          expect(isCodedError(error) && error.code).toMatch(/^NP[YZ]_/);
        }
      }),
    );
  });
});

/** Every occurrence of some bytes, written over by others of the same length. */
function replaced(bytes: Uint8Array, from: string, to: string): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(from, to), 'latin1');
}
