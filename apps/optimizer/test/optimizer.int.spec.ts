import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ArtifactStore, createFolderArtifactStore } from '@flotilla/artifact-store';
import {
  type ArtifactReference,
  type Bus,
  createInProcessBus,
  type JobFinished,
  type JobProgress,
} from '@flotilla/bus';
import { readNpy, readNpz, type TensorArray, writeNpy, writeNpz } from '@flotilla/evaluation';
import { type HardwareProfile, presets } from '@flotilla/profiles';
import { createOptimizer, type Optimizer } from '../src';
import { modelOf } from './models';

const sample = join(__dirname, '../../../samples/fashion-mnist');
const organisationId = 'default';

let folder: string;
let bus: Bus;
let store: ArtifactStore;
let optimizer: Optimizer;
const waiting = new Map<string, (outcome: JobFinished['outcome']) => void>();

jest.setTimeout(60_000);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'optimizer-'));
  bus = createInProcessBus();
  store = createFolderArtifactStore({ root: folder });
  optimizer = createOptimizer({
    bus,
    config: { artifactRoot: folder },
  });
  await optimizer.start();
  await bus.subscribe('job.finished', ({ jobId, outcome }) => {
    waiting.get(jobId)?.(outcome);
    return Promise.resolve();
  });
});

afterAll(async () => {
  await optimizer.close();
  await bus.close();
  await rm(folder, { recursive: true });
});

const put = (file: string): Promise<ArtifactReference> =>
  store.put(organisationId, createReadStream(join(sample, file)));

const putBytes = (bytes: Uint8Array): Promise<ArtifactReference> =>
  store.put(
    organisationId,
    (async function* () {
      yield await Promise.resolve(bytes);
    })(),
  );

let jobCount = 0;

async function outcomeOf(
  kind: 'import-model' | 'import-dataset' | 'build-variant',
  details: object,
): Promise<JobFinished['outcome']> {
  jobCount += 1;
  const jobId = `job-${jobCount}`;
  const finished = new Promise<JobFinished['outcome']>((resolve) => waiting.set(jobId, resolve));
  await bus.publish(`job.${kind}`, { organisationId, jobId, attempt: 1, ...details } as never);
  return finished;
}

async function importSample(): Promise<ArtifactReference> {
  const outcome = await outcomeOf('import-model', { source: await put('model.keras') });
  if (outcome.kind !== 'import-model') throw new Error(JSON.stringify(outcome));
  return outcome.floatModel;
}

function floats(shape: number[]): Uint8Array {
  return writeNpy(zeros(shape));
}

function archive(shapes: Record<string, number[]>): Uint8Array {
  return writeNpz(
    new Map(Object.entries(shapes).map(([name, shape]) => [name, zeros(shape)] as const)),
  );
}

function zeros(shape: number[]): TensorArray {
  const bytes = new Uint8Array(4 * shape.reduce((product, size) => product * size, 1));
  return { type: 'FLOAT32', shape, bytes };
}

/** An archive whose directory claims 4 GB. */
function bomb(): Uint8Array {
  const bytes = Buffer.from(archive({ x: [2] }));
  bytes.writeUInt32LE(4_000_000_000, bytes.indexOf('PK\x01\x02') + 24);
  return bytes;
}

const evaluationData = async () => ({
  inputs: await put('evaluation-inputs.npy'),
  labels: await put('evaluation-labels.npy'),
});

describe('the optimizer, importing', () => {
  it('converts a Keras file, and says what it holds', async () => {
    const outcome = await outcomeOf('import-model', { source: await put('model.keras') });
    expect(outcome).toMatchObject({
      kind: 'import-model',
      format: 'keras',
      inputs: [{ type: 'FLOAT32', shape: [-1, 28, 28, 1] }],
      outputs: [{ type: 'FLOAT32', shape: [-1, 10] }],
    });
  });

  it.each([
    [
      'random bytes',
      () => new Uint8Array(4096).map((_, index) => (index * 73) % 251),
      'UNKNOWN_FORMAT',
    ],
    ['an empty file', () => new Uint8Array(0), 'UNKNOWN_FORMAT'],
    ['a truncated .tflite file', () => modelOf({ values: 4000 }).subarray(0, 500), 'TRUNCATED'],
    ['a quantized model', () => modelOf({ quantized: true }), 'ALREADY_QUANTIZED'],
    [
      'a small file that would take gigabytes',
      () => modelOf({ shape: [1, 30_000, 30_000, 1] }),
      'MODEL_TOO_LARGE',
    ],
  ])('refuses %s', async (_, bytes, code) => {
    const source = await putBytes(bytes());
    expect(await outcomeOf('import-model', { source })).toMatchObject({ kind: 'failed', code });
  });

  it('refuses a truncated Keras file', async () => {
    const whole = await readFile(join(sample, 'model.keras'));
    const source = await putBytes(whole.subarray(0, whole.length / 2));
    expect(await outcomeOf('import-model', { source })).toMatchObject({
      kind: 'failed',
      code: 'MALFORMED_ARCHIVE',
    });
  });

  it('refuses a model above the size that it reads, unread', async () => {
    const source = { digest: 'f'.repeat(64), sizeBytes: 10 ** 12 };
    expect(await outcomeOf('import-model', { source })).toMatchObject({
      kind: 'failed',
      code: 'MODEL_TOO_LARGE',
    });
  });

  it('refuses labels that do not go with the inputs', async () => {
    const outcome = await outcomeOf('import-dataset', {
      inputs: await put('calibration-inputs.npy'),
      labels: await put('evaluation-labels.npy'),
    });
    expect(outcome).toMatchObject({ kind: 'failed', code: 'LABELS_INVALID' });
  });

  it.each([
    ['without a sample', () => floats([0, 28, 28, 1]), 'DATASET_EMPTY'],
    ['cut off', () => floats([4, 2]).subarray(0, 140), 'NPY_INVALID'],
    ['that claim gigabytes', () => bomb(), 'NPZ_INVALID'],
    ['of which one array is longer', () => archive({ a: [2, 3], b: [3, 3] }), 'DATASET_SHAPE'],
  ])('refuses inputs %s', async (_, bytes, code) => {
    const inputs = await putBytes(bytes());
    expect(await outcomeOf('import-dataset', { inputs, labels: null })).toMatchObject({
      kind: 'failed',
      code,
    });
  });

  it('takes whole inputs with a label for each of their rows, and a .npz', async () => {
    const labels = await putBytes(
      writeNpy({ type: 'UINT8', shape: [6], bytes: new Uint8Array(6) }),
    );
    const whole = await outcomeOf('import-dataset', {
      inputs: await putBytes(floats([2, 3, 5])),
      labels,
    });
    expect(whole).toMatchObject({ sampleCount: 2, sampleShape: [3, 5] });
    const named = await outcomeOf('import-dataset', {
      inputs: await putBytes(archive({ x: [6, 5] })),
      labels,
    });
    expect(named).toMatchObject({ sampleCount: 6, sampleShape: [5] });
  });

  it('refuses inputs with NaN', async () => {
    const bytes = new Uint8Array(await readFile(join(sample, 'golden-inputs.npy')));
    new DataView(bytes.buffer).setFloat32(bytes.byteLength - 4, Number.NaN, true);
    const outcome = await outcomeOf('import-dataset', {
      inputs: await putBytes(bytes),
      labels: null,
    });
    expect(outcome).toMatchObject({ kind: 'failed', code: 'DATASET_NOT_FINITE' });
  });
});

describe('the optimizer, building', () => {
  /** Shares of float's file and weights, and points of top-1, that each preset's variant may cost at most. */
  const bars: Record<string, { file: number; weights: number; points: number }> = {
    int8: { file: 0.3, weights: 0.26, points: 1 },
    // Depthwise weights stay float.
    dynamic: { file: 1, weights: 0.28, points: 0.5 },
    float16: { file: 0.52, weights: 0.505, points: 0.1 },
  };

  it.each(presets.map((profile) => [profile.name, profile] as const))(
    'finds a variant for "%s" within its bars, measured in the real runtime',
    async (_, profile) => {
      const outcome = await outcomeOf('build-variant', {
        model: await importSample(),
        profile,
        calibration: await put('calibration-inputs.npy'),
        evaluation: await evaluationData(),
      });
      if (outcome.kind !== 'build-variant') throw new Error(JSON.stringify(outcome));
      const [scheme = ''] = profile.schemes;
      expect(outcome.chosen).toBe(scheme);
      const [candidate] = outcome.candidates;
      const bar = bars[scheme];
      expect(candidate!.artifact!.sizeBytes / outcome.float.sizeBytes).toBeLessThanOrEqual(
        bar!.file,
      );
      expect(candidate!.weightBytes! / outcome.float.weightBytes).toBeLessThanOrEqual(bar!.weights);
      expect(100 * (outcome.float.top1.value - candidate!.top1!.value)).toBeLessThanOrEqual(
        bar!.points,
      );
      expect(candidate!.top1!.sampleCount).toBe(1000);
      expect(candidate!.latencySampleCount).toBe(1000);
      expect(candidate!.measuredOn!.runtimeVersion).toMatch(/^2\.9/);
    },
    60_000,
  );

  it('says what the machine lacks, and holds no foreign latency against a profile', async () => {
    const profile = { ...presets[1]!, budgets: { ...presets[1]!.budgets, latencyP90Ms: 0.000_1 } };
    const outcome = await outcomeOf('build-variant', {
      model: await importSample(),
      profile,
      calibration: null,
      evaluation: await evaluationData(),
    });
    expect(outcome).toMatchObject({
      chosen: 'float16',
      candidates: [{ measuredOn: { delegate: 'xnnpack', note: 'GPU absent, ran XNNPACK' } }],
    });
  }, 60_000);

  it('keeps the loser and why it lost, and makes no golden set', async () => {
    const profile: HardwareProfile = {
      ...presets[2]!,
      budgets: { ...presets[2]!.budgets, fileSizeBytes: 1000 },
    };
    const outcome = await outcomeOf('build-variant', {
      model: await importSample(),
      profile,
      calibration: null,
      evaluation: await evaluationData(),
    });
    expect(outcome).toMatchObject({
      chosen: null,
      golden: null,
      candidates: [{ scheme: 'dynamic', verdict: 'failed' }],
    });
  }, 60_000);

  it('stores golden samples with the float outputs and a measured tolerance', async () => {
    const outcome = await outcomeOf('build-variant', {
      model: await importSample(),
      profile: presets[0]!,
      calibration: await put('calibration-inputs.npy'),
      evaluation: await evaluationData(),
    });
    if (outcome.kind !== 'build-variant' || !outcome.golden)
      throw new Error(JSON.stringify(outcome));
    const arrays = readNpz(await store.read(organisationId, outcome.golden.artifact.digest));
    expect(arrays.get('inputs')?.shape).toEqual([16, 28, 28, 1]);
    expect(arrays.get('outputs')?.shape).toEqual([16, 10]);
    expect(outcome.golden.tolerance).toBeGreaterThan(0);
    expect(outcome.golden.tolerance).toBeLessThan(0.5);
  }, 60_000);

  it('takes whole inputs, and a .npz, for the same samples', async () => {
    const model = await importSample();
    const reshaped = async (name: string, batch: number) => {
      const array = readNpy(await readFile(join(sample, name)));
      const [count = 0, ...rest] = array.shape;
      return { ...array, shape: [count / batch, batch, ...rest] };
    };
    const outcome = await outcomeOf('build-variant', {
      model,
      profile: presets[0]!,
      calibration: await putBytes(writeNpy(await reshaped('calibration-inputs.npy', 5))),
      evaluation: {
        inputs: await putBytes(
          writeNpz(new Map([['image', await reshaped('evaluation-inputs.npy', 4)]])),
        ),
        labels: await put('evaluation-labels.npy'),
      },
    });
    if (outcome.kind !== 'build-variant' || !outcome.golden)
      throw new Error(JSON.stringify(outcome));
    expect(outcome).toMatchObject({
      chosen: 'int8',
      float: { top1: { sampleCount: 1000 } },
    });
    const golden = readNpz(await store.read(organisationId, outcome.golden.artifact.digest));
    expect(golden.get('inputs')?.shape).toEqual([16, 28, 28, 1]);
  }, 60_000);

  it.each([
    ['calibration data of another shape', 'DATASET_SHAPE', { calibration: [40, 28, 28] }],
    ['evaluation data of another shape', 'DATASET_SHAPE', { evaluation: [40, 28, 28] }],
  ])(
    'refuses %s',
    async (_, code, shapes: { calibration?: number[]; evaluation?: number[] }) => {
      const data = await evaluationData();
      const given = async (shape: number[] | undefined) => shape && (await putBytes(floats(shape)));
      const outcome = await outcomeOf('build-variant', {
        model: await importSample(),
        profile: presets[0]!,
        calibration: (await given(shapes.calibration)) ?? (await put('calibration-inputs.npy')),
        evaluation: { ...data, inputs: (await given(shapes.evaluation)) ?? data.inputs },
      });
      expect(outcome).toMatchObject({ kind: 'failed', code });
    },
    60_000,
  );

  it.each([
    ['inputs', { inputs: 2 }],
    ['outputs', { outputs: 2 }],
  ])('refuses a model with two %s', async (_, counts) => {
    const outcome = await outcomeOf('build-variant', {
      model: await putBytes(modelOf(counts)),
      profile: presets[0]!,
      calibration: null,
      evaluation: await evaluationData(),
    });
    expect(outcome).toMatchObject({ kind: 'failed', code: 'UNSUPPORTED_MODEL_SIGNATURE' });
  });

  it('needs a representative dataset for int8', async () => {
    const outcome = await outcomeOf('build-variant', {
      model: await importSample(),
      profile: presets[0]!,
      calibration: null,
      evaluation: await evaluationData(),
    });
    expect(outcome).toMatchObject({ kind: 'failed', code: 'CALIBRATION_MISSING' });
  }, 60_000);

  it('reports progress that rises', async () => {
    const progress: JobProgress[] = [];
    const subscription = await bus.subscribe('job.progress', (each) => {
      progress.push(each);
      return Promise.resolve();
    });
    await importSample();
    await subscription.close();
    const fractions = progress.map(({ fraction }) => fraction);
    expect(fractions.length).toBeGreaterThan(1);
    expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
    expect(new Set(progress.map(({ jobId }) => jobId)).size).toBe(1);
  });
});
