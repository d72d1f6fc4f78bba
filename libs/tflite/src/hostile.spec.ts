import { elaborateModel } from '../test/sample-model';
import { ModelError } from './errors';
import { readModel } from './read-model';
import { writeModel } from './write-model';

const FILE = writeModel(elaborateModel());
const LABELLED = {
  ...elaborateModel(),
  associatedFiles: [{ name: 'labels.txt', data: Uint8Array.of(97, 10, 98) }],
};

/** Reads; anything but success or a typed error fails the test. */
function codeOf(bytes: Uint8Array): string | undefined {
  try {
    readModel(bytes);
    return undefined;
  } catch (error) {
    if (error instanceof ModelError) return error.code;
    throw error;
  }
}

/** xorshift32: seeded, so that a failure repeats. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

describe('readModel() of hostile bytes', () => {
  it('refuses every truncation that takes more than padding', () => {
    for (let length = 0; length <= FILE.byteLength - 16; length++) {
      expect(codeOf(FILE.subarray(0, length))).toBeDefined();
    }
  });

  it('answers every single bit flip with a model or a typed error', () => {
    let refused = 0;
    for (let bit = 0; bit < FILE.byteLength * 8; bit++) {
      const file = FILE.slice();
      file[bit >> 3] = (file[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      if (codeOf(file) !== undefined) refused++;
    }
    expect(refused).toBeGreaterThan(FILE.byteLength);
  });

  it.each([
    ['', FILE],
    [' of a model with constants outside', writeModel(elaborateModel(), { outsideFromBytes: 0 })],
    [' of a model with files behind it', writeModel(LABELLED)],
    [' of a model with both', writeModel(LABELLED, { outsideFromBytes: 0 })],
  ])('answers many overwritten words%s with a model or a typed error', (_, original) => {
    const next = randomNumbers(0x9e3779b9);
    const extremes = [0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, original.byteLength];
    let refused = 0;
    for (let round = 0; round < 5000; round++) {
      const file = original.slice();
      const view = new DataView(file.buffer);
      for (let word = 0; word < 1 + (round % 8); word++) {
        const at = next() % (original.byteLength - 4);
        const value = next() % 2 ? extremes[next() % extremes.length] : next();
        view.setUint32(at, value ?? 0, true);
      }
      if (codeOf(file) !== undefined) refused++;
    }
    expect(refused).toBeGreaterThan(2500);
  });

  it('refuses random bytes', () => {
    const next = randomNumbers(12345);
    for (let round = 0; round < 500; round++) {
      const file = Uint8Array.from({ length: next() % 300 }, () => next() & 0xff);
      expect(codeOf(file)).toBeDefined();
    }
  });

  it('refuses another kind of file by its identifier', () => {
    const file = FILE.slice();
    file.set([0x54, 0x46, 0x4c, 0x32], 4);
    expect(codeOf(file)).toBe('NOT_A_MODEL');
  });
});
