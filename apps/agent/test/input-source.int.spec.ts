import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Slot } from '@flotilla/device';
import { readNumbers, type TensorArray } from '@flotilla/evaluation';
import { readModel, setNormalization, writeModel } from '@flotilla/tflite';
import { ArtifactCache } from '../src/artifacts/artifact-cache';
import { replay } from '../src/input/input-source';
import { ModelServer } from '../src/serving/model-server';
import { digestOf, tinyModel } from './tiny-model';

describe('a replayed data set of bytes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'flotilla-agent-input-'));
  const cache = new ArtifactCache(folder);
  let server: ModelServer;
  const inputs: TensorArray = {
    type: 'UINT8',
    shape: [2, 16],
    bytes: Uint8Array.from({ length: 32 }, (_, at) => 8 * at),
  };

  beforeAll(async () => {
    const { createTfliteRuntime } = await import('@flotilla/runtime');
    const runtime = createTfliteRuntime();
    server = new ModelServer({ runtime, delegates: ['cpu'], threads: 1, cache });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** The first sample as the variant of a file is fed with it. */
  async function firstSample(file: Uint8Array): Promise<number[]> {
    const digest = digestOf(file);
    mkdirSync(join(folder, 'models'), { recursive: true });
    writeFileSync(cache.path('variant', digest), file);
    const slot: Slot = {
      variant: {
        variantId: 'v',
        file: { digest, sizeBytes: file.byteLength },
        delegates: ['cpu'],
        golden: null,
      },
      delegate: 'cpu',
      modelVersion: 1,
    };
    const loaded = await server.load(slot);
    try {
      const { inputs: given } = replay({ inputs, labels: null }, 0).next({ slot, ...loaded });
      await loaded.interpreter.invoke(given);
      return [...readNumbers('FLOAT32', given[0] ?? new Uint8Array())];
    } finally {
      await loaded.interpreter.close();
    }
  }

  it('is normalized as the variant’s metadata say, and otherwise given as it is', async () => {
    const { file } = tinyModel(1);
    const wanted = Array.from({ length: 16 }, (_, at) => 8 * at);
    expect(await firstSample(file)).toEqual(wanted);
    const model = readModel(file);
    setNormalization(model, { mean: [64], std: [32] });
    expect(await firstSample(writeModel(model))).toEqual(wanted.map((value) => (value - 64) / 32));
  });
});
