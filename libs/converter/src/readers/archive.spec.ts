import { codeThrownBy } from '@flotilla/foundation/testing';
import * as fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { ConverterError } from '../errors';
import { listArchive, readArchive } from './archive';

const limits = new Map([
  ['config.json', 1000],
  ['weights', 100_000],
]);
const content = {
  'config.json': strToU8('{"a": 1}'),
  weights: Uint8Array.from({ length: 50_000 }, (_, index) => (index * 7919) % 251),
  other: strToU8('left alone'),
};

/** Overwrites every occurrence of a 32-bit size by another. */
function replaceSize(bytes: Uint8Array, from: number, to: number): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  for (let at = 0; at + 4 <= copy.length; at += 1) {
    if (view.getUint32(at, true) === from) view.setUint32(at, to, true);
  }
  return copy;
}

describe('readArchive()', () => {
  it.each([0, 6] as const)('reads wanted members at compression level %d', (level) => {
    const members = readArchive(zipSync(content, { level }), limits);
    expect([...members.keys()].sort()).toEqual(['config.json', 'weights']);
    expect(members.get('weights')).toEqual(content.weights);
    expect(members.get('config.json')).toEqual(content['config.json']);
  });

  it('refuses a member that states more than its limit, before it inflates anything', () => {
    const bomb = zipSync({ 'config.json': new Uint8Array(50_000_000) }, { level: 9 });
    expect(codeThrownBy(() => readArchive(bomb, limits))).toBe('ARCHIVE_TOO_LARGE');
  });

  it('stops at a member that inflates to more than it states', () => {
    const bomb = zipSync({ 'config.json': new Uint8Array(50_000_000) }, { level: 9 });
    const lying = replaceSize(bomb, 50_000_000, 900);
    expect(codeThrownBy(() => readArchive(lying, limits))).toBe('ARCHIVE_TOO_LARGE');
  });

  it('gives the right bytes or a typed error when cut anywhere', () => {
    const bytes = zipSync(content, { level: 6 });
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), (length) => {
        expect(() => readArchive(bytes.subarray(0, length), limits)).toThrow(ConverterError);
      }),
      { numRuns: 50 },
    );
  });
});

describe('listArchive()', () => {
  it('gives stated sizes without reading members', () => {
    expect([...listArchive(zipSync(content))]).toEqual([
      ['config.json', 8],
      ['weights', 50_000],
      ['other', 10],
    ]);
  });
});
