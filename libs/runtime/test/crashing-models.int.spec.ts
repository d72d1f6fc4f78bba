import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createTfliteRuntime } from '../src/create-tflite-runtime';
import { CRASHING_MODELS } from './crashing-models';
import { constantInput, floatPaddings, SOUND_MODELS, TRANSPOSED } from './sound-models';

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

describe('what native code takes', () => {
  it.each(SOUND_MODELS)('is not refused: $name ($delegate)', async ({ delegate, file }) => {
    const interpreter = await runtime.load(file(), { delegate });
    const inputs = interpreter.inputs.map(({ byteLength }) => new Uint8Array(byteLength));
    expect(await interpreter.invoke(inputs)).toHaveLength(1);
    await interpreter.close();
  });
});

it('refuses a model whose input is a constant, which would be written over', async () => {
  await expect(runtime.load(constantInput(), { delegate: 'cpu' })).rejects.toMatchObject({
    code: 'MODEL_UNSUPPORTED',
  });
});

it('refuses paddings that are floats, which no check of sizes could read', async () => {
  await expect(runtime.load(floatPaddings(), { delegate: 'cpu' })).rejects.toMatchObject({
    code: 'MODEL_UNSUPPORTED',
  });
});

it('refuses a batch that a transposed convolution was not made for', async () => {
  const { file } = SOUND_MODELS.find(({ name }) => name === TRANSPOSED)!;
  await expect(runtime.load(file(), { delegate: 'xnnpack', batch: 8 })).rejects.toMatchObject({
    code: 'MODEL_UNSUPPORTED',
  });
});
