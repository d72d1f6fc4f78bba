import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFolderArtifactStore } from '@flotilla/artifact-store';
import { type ElementType, readNumbers, writeNpy, writeNumbers } from '@flotilla/evaluation';
import { createTfliteRuntime } from '@flotilla/runtime';
import { readModel, setNormalization } from '@flotilla/tflite';
import { type JobContext, storeArtifact } from '../src/jobs/job-context';
import { readInputs } from '../src/jobs/read-inputs';
import { modelOf } from './models';

describe('readInputs()', () => {
  const root = mkdtempSync(join(tmpdir(), 'optimizer-inputs-'));
  const context: JobContext = {
    organisationId: 'default',
    artifacts: createFolderArtifactStore({ root }),
    runtime: createTfliteRuntime(),
    report: () => undefined,
  };
  const values = [0, 64, 128, 192];

  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  async function read(type: ElementType): Promise<{ type: ElementType; values: number[] }> {
    const model = readModel(modelOf({}));
    setNormalization(model, { mean: [128], std: [64] });
    const file = writeNpy({ type, shape: [1, 4], bytes: writeNumbers(type, values) });
    const array = await readInputs(await storeArtifact(context, file), model, context);
    const bytes = array.bytes.subarray(0, array.bytes.byteLength);
    return { type: array.type, values: [...readNumbers(array.type, bytes)] };
  }

  it('normalizes bytes as the model’s metadata say, and nothing else', async () => {
    expect(await read('UINT8')).toEqual({ type: 'FLOAT32', values: [-2, -1, 0, 1] });
    expect(await read('FLOAT32')).toEqual({ type: 'FLOAT32', values });
  });
});
