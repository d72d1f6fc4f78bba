import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNpy, readNumbers } from '@flotilla/evaluation';
import { readArray, largestDifference, writeArray } from './arrays';
import { inProcess, type InProcessOutcome, printed, sample, temporaryFolder } from './flotilla';
import { greyPng, statedPng } from './images';
import { namedModel } from './named-model';
import { TWO_HALVES } from './small-images';

const file = temporaryFolder();
const float = file('float.tflite');
const labelled = file('labelled.tflite');
const names = readFileSync(sample('labels.txt'), 'utf8').trimEnd().split('\n');
const COUNT = 60;

async function succeed(...args: string[]): Promise<InProcessOutcome> {
  const outcome = await inProcess(...args);
  expect(outcome).toMatchObject({ status: 0, code: undefined });
  return outcome;
}

/** The first images of the sample as PNG files, each in the place that `placed` gives it; and as one array of floats. */
function writeSample(
  source: string,
  count: number,
  placed: (index: number) => string,
): { values: Float64Array } {
  const { bytes } = readNpy(readFileSync(sample(source)));
  const values = readNumbers('FLOAT32', bytes.subarray(0, count * 28 * 28 * 4));
  for (let index = 0; index < count; index++) {
    const pixels = values
      .subarray(index * 784, (index + 1) * 784)
      .map((value) => Math.round(value * 255));
    writeFileSync(placed(index), greyPng(28, 28, pixels));
  }
  return { values };
}

const numbered = (index: number): string => String(index).padStart(4, '0');
const photos = file('photos');
const classes = file('classes');
const byArray = file('inputs.npy');
let labels: Float64Array;

beforeAll(async () => {
  await succeed('convert', sample('model.keras'), float);
  await succeed(
    ...['metadata', float, labelled],
    ...['--normalization', '0,255', '--labels', sample('labels.txt')],
  );
  mkdirSync(photos);
  const { values } = writeSample('calibration-inputs.npy', COUNT, (index) =>
    join(photos, `${numbered(index)}.png`),
  );
  writeArray(byArray, 'FLOAT32', [COUNT, 28, 28, 1], [...values]);
  labels = readArray(sample('evaluation-labels.npy')).values.subarray(0, COUNT);
  for (const name of names)
    mkdirSync(join(classes, name.replaceAll('/', '-')), { recursive: true });
});

describe('a folder of images', () => {
  it('calibrates as the same images in an array do, to the byte', async () => {
    const quantized = async (name: string, ...args: string[]): Promise<Buffer> => {
      await succeed('quantize', ...args, file(name), '--scheme', 'int8', '--effort', 'fast');
      return readFileSync(file(name));
    };
    const expected = await quantized('array.tflite', float, '--calibration', byArray);
    const given = ['--calibration', photos, '--normalization', '0,255'];
    expect((await quantized('images.tflite', float, ...given)).equals(expected)).toBe(true);
  });

  it('is normalized as the metadata say, with a remark, and as an option says without', async () => {
    const run = (model: string, output: string, ...args: string[]): Promise<InProcessOutcome> =>
      succeed('run', model, '--input', photos, '--output', file(output), ...args);
    await succeed('run', float, '--input', byArray, '--output', file('expected.npy'));
    const expected = readArray(file('expected.npy')).values;

    const stated = await run(labelled, 'stated.npy');
    expect(stated.stderr).toContain(
      'input "image": normalization mean 0, std 255, from the model’s metadata',
    );
    expect(largestDifference(readArray(file('stated.npy')).values, expected)).toBeLessThan(1e-6);

    const asked = await run(float, 'asked.npy', '--normalization', '0,255');
    expect(asked.stderr).toBe('');
    expect(largestDifference(readArray(file('asked.npy')).values, expected)).toBeLessThan(1e-6);

    const other = await run(labelled, 'other.npy', '--normalization', '0,1');
    expect(other.stderr).toBe('');
    const raw = await run(float, 'raw.npy');
    expect(raw.stderr).toContain('pixels are given as 0 to 255');
    const rawScores = readArray(file('raw.npy')).values;
    expect(largestDifference(readArray(file('other.npy')).values, rawScores)).toBe(0);
    expect(largestDifference(rawScores, expected)).toBeGreaterThan(0.1);
  });

  it('is judged: noise, and values that were not normalized, are told', async () => {
    const noise = file('noise');
    mkdirSync(noise);
    let state = 1;
    for (let index = 0; index < 8; index++) {
      const pixels = Uint8Array.from({ length: 784 }, () => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return state >>> 24;
      });
      writeFileSync(join(noise, `${index}.png`), greyPng(28, 28, pixels));
    }
    const quantize = (...args: string[]): Promise<InProcessOutcome> =>
      succeed('quantize', labelled, file('judged.tflite'), '--scheme', 'dynamic', ...args);
    const report = file('judged.json');
    const noisy = await quantize('--calibration', noise, '--report', report);
    expect(noisy.stderr).toMatch(
      /warning: Calibration data for input "image": neighbouring pixels/,
    );
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({
      warnings: [{ code: 'NOISE_LIKE_INPUT' }],
    });
    const { values } = readArray(byArray);
    const raw = writeArray(
      file('raw-inputs.npy'),
      'FLOAT32',
      [COUNT, 28, 28, 1],
      [...values.map((value) => 255 * value)],
    );
    const unprepared = await quantize('--calibration', raw);
    expect(unprepared.stderr).toMatch(/values lie from 0 to 255, where the normalization/);
    const prepared = await quantize('--calibration', byArray);
    expect(prepared.stderr).not.toContain('warning');
  });

  it('feeds integer inputs, and compares models', async () => {
    const args = ['--scheme', 'int8', '--effort', 'fast', '--calibration', photos];
    for (const io of ['int8', 'uint8'] as const) {
      const model = file(`${io}.tflite`);
      await succeed('quantize', labelled, model, ...args, '--io', io);
      const outcome = await succeed('compare', labelled, model, '--inputs', photos, '--json');
      const { outputs } = JSON.parse(outcome.stdout) as { outputs: { snrDb: number }[] };
      expect(outputs[0]?.snrDb).toBeGreaterThan(20);
      expect(outcome.stderr.match(/from the model’s metadata/g)).toHaveLength(1);
    }
  });

  it('tells classes by its folders', async () => {
    const folderOf = (index: number): string =>
      join(classes, (names[labels[index] ?? 0] ?? '').replaceAll('/', '-'));
    writeSample('evaluation-inputs.npy', COUNT, (index) =>
      join(folderOf(index), `${numbered(index)}.png`),
    );
    const named = file('named.tflite');
    writeFileSync(
      file('names.txt'),
      names.map((name) => `${name.replaceAll('/', '-')}\n`).join(''),
    );
    await succeed('metadata', labelled, named, '--labels', file('names.txt'));
    const { stdout, stderr } = await succeed('evaluate', named, '--inputs', classes, '--json');
    expect(stderr).toContain('numbered by the labels in the model’s metadata');
    const { top1 } = JSON.parse(stdout) as { top1: { count: number; value: number } };
    expect(top1.count).toBe(COUNT);
    expect(top1.value).toBeGreaterThan(0.8);

    // Sorted by name, the classes are others than the model's.
    const counted = await succeed(
      ...['evaluate', float, '--inputs', classes, '--normalization', '0,255', '--json'],
    );
    expect(counted.stderr).toContain('the order of the folders’ names');
    const other = JSON.parse(counted.stdout) as { top1: { value: number } };
    expect(other.top1.value).toBeLessThan(0.6);

    mkdirSync(join(classes, 'Hat'));
    expect(await inProcess('evaluate', named, '--inputs', classes)).toMatchObject({
      code: 'LABELS_INVALID',
    });
  });

  it('takes images of any size and kind, and passes other files over', async () => {
    const mixed = file('mixed');
    mkdirSync(mixed);
    Object.values(TWO_HALVES).forEach((base64, index) => {
      writeFileSync(join(mixed, `${index}.jpeg`), Buffer.from(base64, 'base64'));
    });
    writeFileSync(join(mixed, 'notes.txt'), 'no image');
    writeFileSync(join(mixed, '.hidden.png'), 'no image');
    const outcome = await succeed(
      ...['run', labelled, '--input', mixed, '--output', file('mixed.npy')],
    );
    expect(outcome.stderr).toContain('1 other file passed over, such as notes.txt');
    expect(readArray(file('mixed.npy')).shape).toEqual([5, 10]);
  });

  it('is a folder for the real process, which reads no image of its sizes at once', () => {
    expect(printed('run', labelled, '--input', photos, '--output', file('real.npy'))).toContain(
      '(60, 10)',
    );
  });
});

describe('bytes in a .npy', () => {
  it('are normalized by metadata for a float input, and by an option', async () => {
    const { values } = readArray(byArray);
    const bytes = writeArray(
      file('bytes.npy'),
      'UINT8',
      [COUNT, 28, 28, 1],
      [...values].map((value) => Math.round(value * 255)),
    );
    await succeed('run', float, '--input', byArray, '--output', file('floats.npy'));
    const expected = readArray(file('floats.npy')).values;
    const outcome = await succeed('run', labelled, '--input', bytes, '--output', file('u1.npy'));
    expect(outcome.stderr).toContain('from the model’s metadata');
    expect(largestDifference(readArray(file('u1.npy')).values, expected)).toBeLessThan(1e-6);
  });
});

describe('images that cannot be used', () => {
  const refused = file('refused.npy');
  const folderOf = (name: string, content: Uint8Array | string): string => {
    mkdirSync(file(name));
    writeFileSync(join(file(name), 'bad.png'), content);
    return file(name);
  };

  it.each([
    ['IMAGE_INVALID', () => folderOf('no-image', 'text'), /no-image\/bad\.png cannot be decoded/],
    ['IMAGE_INVALID', () => folderOf('cut', greyPng(28, 28, []).subarray(0, 60)), /cut\/bad\.png/],
    [
      'IMAGE_TOO_LARGE',
      () => folderOf('huge', statedPng(60_000, 60_000, new Uint8Array(9))),
      /60000/,
    ],
    ['IMAGES_MISSING', () => sample('.'), /holds no \.jpg/],
  ])('end with %s', async (code, folder, message) => {
    const outcome = await inProcess('run', labelled, '--input', folder(), '--output', refused);
    expect(outcome).toMatchObject({ status: 2, stdout: '', code });
    expect(outcome.stderr).toMatch(message);
    const last = outcome.stderr.trimEnd().split('\n').at(-1) ?? '';
    expect(last.startsWith('flotilla: /')).toBe(true);
    expect(last).not.toContain('.tflite:');
  });

  it('are refused by a model of other inputs, and options that do nothing are named', async () => {
    const hands = require.resolve('@mediapipe/hands/hand_landmark_lite.tflite');
    const rows = file('rows.tflite');
    writeFileSync(rows, namedModel('rows'));
    const run = (model: string, ...args: string[]): Promise<InProcessOutcome> =>
      inProcess('run', model, '--output', refused, ...args);
    expect(await run(rows, '--input', photos)).toMatchObject({ code: 'IMAGES_UNFIT' });
    expect(await run(float, '--input', byArray, '--normalization', '0,255')).toMatchObject({
      code: 'USAGE',
    });
    expect(await run(labelled, '--input', photos, '--normalization', '1,2,3/1,1,1')).toMatchObject({
      code: 'DATASET_NORMALIZATION',
    });
    expect(await inProcess('evaluate', labelled, '--inputs', photos)).toMatchObject({
      code: 'USAGE',
    });
    expect(
      await inProcess(
        'quantize',
        hands,
        file('h.tflite'),
        '--scheme',
        'dynamic',
        '--normalization',
        '0,1',
      ),
    ).toMatchObject({ code: 'USAGE' });
  });
});
