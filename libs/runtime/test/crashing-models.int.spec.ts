import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createTfliteRuntime } from '../src/create-tflite-runtime';
import { CRASHING_MODELS } from './crashing-models';

const runtime = createTfliteRuntime();

describe.each(CRASHING_MODELS)('$name ($delegate)', ({ name, delegate, file }) => {
  it('ends the process of TensorFlow Lite 2.9', () => {
    const { signal, stdout } = spawnSync(
      process.execPath,
      [
        ...['-C', '@flotilla/source', '-r', '@swc-node/register'],
        ...[join(__dirname, 'run-unguarded.ts'), name],
      ],
      { encoding: 'utf8' },
    );
    expect(stdout).toBe('');
    expect(signal).toMatch(/^SIG(ABRT|SEGV|FPE|BUS)$/);
  });

  it('is refused before that', async () => {
    const loading = runtime.load(file(), { delegate });
    await expect(loading).rejects.toMatchObject({ code: 'MODEL_UNSUPPORTED' });
  });
});
