import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { litert, tflite, ZOO } from '@flotilla/testing';
import { type Model, writeModel } from '@flotilla/tflite';
import { parseRecipe } from '../src/recipe/parse-recipe';
import { quantize } from '../src/quantize';
import type { QuantizeOptions } from '../src/quantize-options';
import { resizeInputs } from '../src/resize/resize-inputs';
import { imageLike } from './image-like';
import { sha256, sourceOf } from './sha256';
import { unlikeChannels, unlikeSamples } from './unlike-channels';

const folder = mkdtempSync(join(tmpdir(), 'flotilla-artifact-'));
const FACES = [1, 128, 128, 3];

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Case {
  readonly float: () => Promise<Uint8Array> | Uint8Array;
  readonly options: Omit<QuantizeOptions, 'runtime' | 'artifact'>;
  readonly resize?: (model: Model) => Promise<Model>;
}

const small = (): Uint8Array => writeModel(unlikeChannels());
const calibration = unlikeSamples;
const recipe = parseRecipe(
  JSON.stringify({
    format: 'flotilla/recipe/1',
    name: 'many',
    rules: [
      { scheme: 'int8' },
      { operators: ['ADD'], scheme: '16x8' },
      { operators: ['DEPTHWISE_CONV_2D'], name: 'conv2d_[5-9]$', scheme: 'weight-only' },
      { operators: ['DEPTHWISE_CONV_2D'], name: 'conv2d_1\\d$', scheme: 'float16' },
      { name: 'classificator_8', scheme: 'dynamic' },
      { name: 'regressor_8', scheme: 'float' },
    ],
  }),
);

const CASES: Readonly<Record<string, Case>> = {
  int8: { float: small, options: { scheme: 'int8', calibration } },
  'int8-ports': {
    float: small,
    options: { scheme: 'int8', calibration, ports: { inputs: 'int8', outputs: 'uint8' } },
  },
  '16x8': { float: small, options: { scheme: '16x8', calibration } },
  best: { float: small, options: { scheme: 'int8', calibration, effort: 'best' } },
  fast: { float: small, options: { scheme: 'int8', calibration, effort: 'fast' } },
  'weight-only': {
    float: small,
    options: { scheme: { name: 'stored', rules: [{ scheme: 'weight-only' }] }, calibration },
  },
  halves: { float: small, options: { scheme: 'float16' } },
  int4: {
    float: small,
    options: {
      scheme: { name: 'int4', rules: [{ scheme: 'weight-only', weightBits: 4 }] },
      calibration,
      targetRuntime: '2.3',
      proofRuntime: litert(),
    },
  },
  accuracy: {
    float: small,
    options: { scheme: { minSnrDb: 25, minIntegerShare: 0.5 }, calibration },
  },
  'open-batch': {
    float: small,
    options: { scheme: 'int8', calibration },
    resize: (model) => resizeInputs(model, { batch: 'open' }, tflite()),
  },
  trained: {
    float: () => readFileSync(join(__dirname, 'fixtures/trained-ranges.tflite')),
    options: { scheme: 'int8' },
  },
  'recipe-of-many': {
    float: async () =>
      (await ZOO.find(({ name }) => name === 'face_detection_short_range')?.load()) ??
      new Uint8Array(),
    options: {
      scheme: recipe,
      calibration: () =>
        [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => ({
          inputs: [imageLike(FACES, seed)],
          sampleCount: 1,
        })),
    },
  },
};

async function made({ float, options, resize }: Case) {
  const bytes = await float();
  const source = sourceOf(bytes);
  const model = (await resize?.(source.model)) ?? source.model;
  const result = await quantize(model, {
    ...options,
    runtime: tflite(),
    prove: false,
    threads: 2,
    artifact: { source, sha256 },
  });
  return { bytes, ...result };
}

describe('rebuild() in a fresh process, from float model and artifact alone', () => {
  const results = new Map<string, Awaited<ReturnType<typeof made>>>();
  let told: { modules: number; runtimes: string[] };

  beforeAll(async () => {
    for (const [name, each] of Object.entries(CASES)) {
      const result = await made(each);
      results.set(name, result);
      writeFileSync(join(folder, `${name}.tflite`), result.bytes);
      writeFileSync(join(folder, `${name}.npz`), result.artifact?.bytes ?? '');
    }
    // Interpreted, not compiled for this processor: nothing of the result hangs on machine code.
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [
        ...['--jitless', '-C', '@flotilla/source', '-r', '@swc-node/register'],
        ...[join(__dirname, 'rebuild-process.ts'), folder, ...Object.keys(CASES)],
      ],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
    told = JSON.parse(stdout) as typeof told;
  }, 120_000);

  it.each(Object.keys(CASES))('%s: the same bytes', (name) => {
    const rebuilt = readFileSync(join(folder, `${name}.rebuilt`));
    const result = results.get(name);
    expect(result && rebuilt.equals(writeModel(result.model))).toBe(true);
    expect(result?.report.operators.some(({ scheme }) => scheme !== 'float')).toBe(true);
    expect(result?.report.artifact).toEqual({
      address: sha256(result?.artifact?.bytes ?? new Uint8Array()),
      sizeBytes: result?.artifact?.bytes.byteLength,
    });
  });

  it('no runtime was loaded', () => {
    expect(told.modules).toBeGreaterThan(100);
    expect(told.runtimes).toEqual([]);
  });
});

describe('the artifact', () => {
  it('has the same address when it is made again, with any number of threads', async () => {
    const { float, options } = CASES['int8']!;
    const source = sourceOf(await float());
    const addresses: unknown[] = [];
    for (const threads of [1, 3]) {
      const { artifact } = await quantize(source.model, {
        ...{ ...options, threads, runtime: tflite(), prove: false },
        artifact: { source, sha256 },
      });
      addresses.push(artifact?.address);
    }
    expect(new Set(addresses).size).toBe(1);
    expect(addresses[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is not made unless it is asked for', async () => {
    const { artifact, report } = await quantize(unlikeChannels(), { scheme: 'float16' });
    expect([artifact, report.artifact]).toEqual([undefined, undefined]);
  });
});
