import { readFileSync, writeFileSync } from 'node:fs';
import { labelsOf, normalizationOf, readModel, readModelMetadata } from '@flotilla/tflite';
import { inProcess, printed, sample, temporaryFolder } from './flotilla';

const file = temporaryFolder();
const float = file('float.tflite');
const labels = sample('labels.txt');

async function succeed(...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await inProcess(...args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

const inspected = async (path: string): Promise<Record<string, unknown>> =>
  JSON.parse(await succeed('inspect', path, '--json')) as Record<string, unknown>;

beforeAll(async () => {
  await succeed('convert', sample('model.keras'), float);
});

describe('flotilla metadata', () => {
  const labelled = file('labelled.tflite');

  it('writes what inspect tells, and leaves what the model computes', async () => {
    await succeed(
      ...['metadata', float, labelled, '--normalization', '0,255', '--labels', labels],
      ...['--attach', sample('README.md'), '--name', 'Clothes', '--description', 'What is worn'],
    );
    const model = readModel(readFileSync(labelled));
    expect(normalizationOf(model)).toEqual({ mean: [0], std: [255] });
    expect(labelsOf(model)).toEqual(readFileSync(labels, 'utf8').trimEnd().split('\n'));
    expect(readModelMetadata(model)).toMatchObject({ name: 'Clothes' });
    expect(await inspected(labelled)).toMatchObject({
      modelMetadata: {
        name: 'Clothes',
        inputs: [{ tensor: 'image', normalization: { mean: [0], std: [255] } }],
        outputs: [{ tensor: 'scores', labels: expect.arrayContaining(['Sandal']) as string[] }],
      },
      associatedFiles: [{ name: 'labels.txt' }, { name: 'README.md' }],
    });
    const text = await succeed('inspect', labelled);
    expect(text).toContain('normalized by (x − 0) / 255');
    expect(text).toContain('10 labels: "T-shirt/top"');

    const golden = sample('golden-inputs.npy');
    for (const [model, output] of [
      [float, file('before.npy')],
      [labelled, file('after.npy')],
    ] as const) {
      await succeed('run', model, '--input', golden, '--output', output);
    }
    expect(readFileSync(file('after.npy')).equals(readFileSync(file('before.npy')))).toBe(true);
  });

  it('is kept when the model is quantized', async () => {
    const half = file('half.tflite');
    await succeed('quantize', labelled, half, '--scheme', 'float16');
    const [before, after] = [labelled, half].map((path) => readModel(readFileSync(path)));
    expect(after?.associatedFiles).toEqual(before?.associatedFiles);
    expect(after && normalizationOf(after)).toEqual({ mean: [0], std: [255] });
  });

  it('may write over the model that it reads', async () => {
    const own = file('own.tflite');
    writeFileSync(own, readFileSync(float));
    await succeed('metadata', own, own, '--name', 'Own');
    expect(readModelMetadata(readModel(readFileSync(own)))?.name).toBe('Own');
  });

  it('is a command of the real process', () => {
    expect(printed('metadata', float, file('real.tflite'), '--name', 'Real')).toMatch(/bytes\n$/);
  });

  it.each([
    ['nothing to write', 'USAGE', () => []],
    ['a normalization of one number', 'USAGE', () => ['--normalization', '127.5']],
    ['an input that is not there', 'USAGE', () => ['--normalization', '0,1', '--input', 'x']],
    ['means for other channels', 'METADATA_MISMATCH', () => ['--normalization', '1,2,3/1']],
    ['labels that are not there', 'FILE_MISSING', () => ['--labels', file('nowhere.txt')]],
    ['labels that are no text', 'LABELS_INVALID', () => ['--labels', float]],
    ['too many labels', 'METADATA_MISMATCH', () => ['--labels', sample('README.md')]],
    ['a file that is not there', 'FILE_MISSING', () => ['--attach', file('nowhere')]],
  ])('refuses %s', async (_, code, args) => {
    const outcome = await inProcess('metadata', float, file('refused.tflite'), ...args());
    expect(outcome).toMatchObject({ status: 2, stdout: '', code });
    expect(outcome.stderr).toMatch(/^flotilla: [^\n]+\n$/);
  });

  it('asks which output the labels are of, where there are several', async () => {
    const hands = require.resolve('@mediapipe/hands/hand_landmark_lite.tflite');
    const args = ['metadata', hands, file('hands.tflite'), '--labels', labels];
    expect(await inProcess(...args)).toMatchObject({ code: 'USAGE' });
    expect((await inProcess(...args)).stderr).toContain('"Identity_3"');
  });
});

describe('flotilla inspect', () => {
  it('tells where a model’s bytes and its memory go', async () => {
    const summary = await inspected(float);
    const { sizeBytes, size, memory, tensors } = summary as {
      sizeBytes: number;
      size: Record<string, number>;
      memory: { arenaBytes: number; peakBytes: number }[];
      tensors: { name: string; shape: number[] }[];
    };
    expect(
      ['weightBytes', 'metadataBytes', 'associatedFileBytes', 'graphBytes'].reduce(
        (sum, part) => sum + (size[part] ?? NaN),
        0,
      ),
    ).toBe(sizeBytes);
    expect(memory).toHaveLength(1);
    expect(memory[0]?.arenaBytes).toBeGreaterThanOrEqual(memory[0]?.peakBytes ?? Infinity);
    expect(tensors).toContainEqual(
      expect.objectContaining({ name: 'image', shape: [-1, 28, 28, 1] }),
    );
  });

  it('lists every tensor when asked to', async () => {
    expect(await succeed('inspect', float)).not.toMatch(/^tensor +type/m);
    const text = await succeed('inspect', float, '--tensors');
    expect(text).toMatch(/^tensor +type +bytes +quantization +name$/m);
    expect(text).toMatch(/^0 +FLOAT32 \(N, 28, 28, 1\) +"image"$/m);
  });
});
