import * as fc from 'fast-check';
import { isCodedError } from '@flotilla/foundation';
import { tflite } from '@flotilla/testing';
import { writeModel } from '@flotilla/tflite';
import type { CalibrationArtifact, Manifest } from '../src/artifact/artifact';
import { artifactLimitBytes, readArtifact } from '../src/artifact/read-artifact';
import { rebuild } from '../src/artifact/rebuild';
import { TABLE_NAMES, type TableName } from '../src/artifact/table';
import { writeArtifact } from '../src/artifact/write-artifact';
import { quantize } from '../src/quantize';
import { sha256, sourceOf } from './sha256';
import { unlikeChannels, unlikeSamples } from './unlike-channels';

const source = sourceOf(writeModel(unlikeChannels()));
let file: Uint8Array;
let bytes: Uint8Array;
let artifact: CalibrationArtifact;

beforeAll(async () => {
  const result = await quantize(source.model, {
    ...{ scheme: 'int8', calibration: unlikeSamples, runtime: tflite(), prove: false },
    artifact: { source, sha256 },
  });
  file = writeModel(result.model);
  bytes = result.artifact?.bytes ?? new Uint8Array();
  artifact = readArtifact(bytes, artifactLimitBytes(source.model));
});

/** The code that rebuilding ends in; none where it gives the file. */
async function codeOf(given: Uint8Array, of = source): Promise<string | undefined> {
  try {
    const rebuilt = await rebuild(of, given, sha256);
    expect(rebuilt.file).toEqual(file);
    return undefined;
  } catch (error) {
    if (!isCodedError(error)) throw error;
    return error.code;
  }
}

function changed(manifest: Partial<Manifest>): Promise<string | undefined> {
  return codeOf(writeArtifact({ ...artifact, manifest: { ...artifact.manifest, ...manifest } }));
}

describe('rebuild()', () => {
  it('gives the file, and tells what is in the artifact', async () => {
    const rebuilt = await rebuild(source, bytes, sha256);
    expect(rebuilt.file).toEqual(file);
    expect(rebuilt.artifact).toMatchObject({
      address: sha256(bytes),
      scheme: 'int8',
      calibrationSamples: 64,
      result: { sha256: sha256(file), sizeBytes: file.byteLength },
      variant: { equalizes: true },
      weights: { operators: 2, count: 2 * 64 },
    });
    expect(rebuilt.artifact.tensors.ranges).toBeGreaterThan(3);
    expect(rebuilt.artifact.weights.corrected).toBeGreaterThan(0);
  });

  it('refuses another model', async () => {
    const other = { ...source, file: { ...source.file, sha256: 'f'.repeat(64) } };
    expect(await codeOf(bytes, other)).toBe('ARTIFACT_MODEL');
  });

  it('hands out no file but the one that the artifact is of', async () => {
    expect(await changed({ rules: [{ scheme: '16x8' }] })).toBe('REBUILD_DIFFERS');
    expect(await changed({ quantizer: '9.9.9', rules: [] })).toBe('REBUILD_DIFFERS');
    expect(await changed({ result: source.file })).toBe('REBUILD_DIFFERS');
  });

  it.each<[string, Partial<Manifest>]>([
    ['a shape of a constant', { shapes: [{ subgraph: 0, tensor: 1, shape: [1] }] }],
    ['a shape that weights do not fit', { shapes: [{ subgraph: 0, tensor: 0, shape: [1, 1] }] }],
    ['ports that no kernel has', { ports: { inputs: 'int16', outputs: 'int16' } }],
  ])('refuses %s', async (_, manifest) => {
    expect(await changed(manifest)).toMatch(/^(ARTIFACT_INVALID|REBUILD_DIFFERS)$/);
  });

  it.each(TABLE_NAMES)('bears any numbers in %s', async (name) => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.nat(20),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        async (row, at, value) => {
          const code = await codeOf(writeArtifact(withNumber(name, row, at, value)));
          expect(code ?? 'ARTIFACT_INVALID').toMatch(/^(ARTIFACT_INVALID|REBUILD_DIFFERS)$/);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('bears any byte in the place of another', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, change) => {
          const damaged = Uint8Array.from(bytes);
          damaged[at] = (damaged[at] ?? 0) ^ change;
          expect((await codeOf(damaged)) ?? 'ARTIFACT_').toMatch(/^(ARTIFACT_|REBUILD_DIFFERS)/);
        },
      ),
      { numRuns: 200 },
    );
  });
});

function withNumber(name: TableName, row: number, at: number, value: number): CalibrationArtifact {
  const rows = artifact.tables[name];
  const chosen = row % rows.length;
  const replaced = rows.map((each, index) => {
    if (index !== chosen) return each;
    const values = each.values.slice();
    values[at % values.length] = value;
    return { ...each, values };
  });
  return { ...artifact, tables: { ...artifact.tables, [name]: replaced } };
}
