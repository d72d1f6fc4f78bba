import { unzipSync, zipSync } from 'fflate';
import * as fc from 'fast-check';
import { isCodedError } from '@flotilla/foundation';
import { madeUpArtifact } from '../../test/made-up-artifact';
import { unlikeChannels } from '../../test/unlike-channels';
import { artifactLimitBytes, readArtifact } from './read-artifact';
import { MANIFEST_NAME, writeArtifact } from './write-artifact';

const LIMIT = artifactLimitBytes(unlikeChannels());
const invalid = expect.objectContaining({ code: 'ARTIFACT_INVALID' }) as Error;
const whole = writeArtifact(madeUpArtifact());

function withManifest(change: object): Uint8Array {
  const text = JSON.stringify({ ...madeUpArtifact().manifest, ...change });
  return zipSync({ ...unzipSync(whole), [MANIFEST_NAME]: new TextEncoder().encode(text) });
}

describe('writeArtifact()', () => {
  it('gives what readArtifact() reads', () => {
    const given = madeUpArtifact({
      ports: { inputs: 'int8', outputs: 'float32' },
      rules: [{ scheme: 'dynamic', weightBits: 4, blockSize: 32, name: 'a|b', operators: ['ADD'] }],
      variant: { equalizes: true, leastOfLargest: 0.5, centred: false },
      search: { chosen: 'x', tried: [{ method: 'x', scoreDb: 30.1 }, { method: 'y' }] },
      shapes: [{ subgraph: 0, tensor: 0, shape: [1, 2], shapeSignature: [-1, 2] }],
      tensorNames: [['ü', '"']],
    });
    expect(readArtifact(writeArtifact(given), LIMIT)).toEqual(given);
  });

  it('gives the same bytes for the same artifact', () => {
    expect(writeArtifact(madeUpArtifact())).toEqual(whole);
  });
});

describe('readArtifact()', () => {
  it('tells an artifact of a later format', () => {
    expect(() => readArtifact(withManifest({ format: 'flotilla/calibration/2' }), LIMIT)).toThrow(
      expect.objectContaining({ code: 'ARTIFACT_UNSUPPORTED' }) as Error,
    );
  });

  it.each([
    ['no rules', { rules: undefined }],
    ['a scheme that is none', { rules: [{ scheme: 'int3' }] }],
    ['a name that is no pattern', { rules: [{ scheme: 'int8', name: '(' }] }],
    ['a digest that is none', { model: { sha256: 'x', sizeBytes: 1 } }],
    ['a runtime that is not known', { targetRuntime: '9.9' }],
    ['a shape of halves', { shapes: [{ subgraph: 0, tensor: 0, shape: [0.5] }] }],
    ['a field that is not known', { more: 1 }],
  ])('refuses %s', (_, change) => {
    expect(() => readArtifact(withManifest(change), LIMIT)).toThrow(invalid);
  });

  it('refuses what is no zip, no JSON, or has members missing', () => {
    const members = unzipSync(whole);
    const { [MANIFEST_NAME]: _, ...others } = members;
    const { 'peaks.npy': __, ...without } = members;
    const noJson = { ...members, [MANIFEST_NAME]: new Uint8Array([0xff]) };
    const archives = [
      new Uint8Array(),
      new Uint8Array(100),
      ...[others, without, noJson].map((each) => zipSync(each)),
    ];
    for (const bytes of archives) expect(() => readArtifact(bytes, LIMIT)).toThrow(invalid);
  });

  it('inflates nothing past its limit, whatever the archive states', () => {
    const bomb = zipSync({ ...unzipSync(whole), 'peaks.npy': new Uint8Array(LIMIT) });
    expect(bomb.byteLength).toBeLessThan(LIMIT / 500);
    expect(() => readArtifact(bomb, LIMIT)).toThrow(invalid);
  });

  it('refuses every beginning of an artifact', () => {
    for (let length = 0; length < whole.length; length += 7)
      expect(() => readArtifact(whole.subarray(0, length), LIMIT)).toThrow(invalid);
  });

  it('throws nothing without a code, whatever byte is changed', () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = Uint8Array.from(whole);
        damaged[at] = (damaged[at] ?? 0) ^ change;
        try {
          readArtifact(damaged, LIMIT);
        } catch (error) {
          expect(isCodedError(error) && error.code).toMatch(/^ARTIFACT_/);
        }
      }),
      { numRuns: 500 },
    );
  });
});
