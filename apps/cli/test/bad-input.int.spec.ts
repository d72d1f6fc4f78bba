import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { writeNpz } from '@flotilla/evaluation';
import { writeArray } from './arrays';
import { flotilla, inProcess, type Outcome, sample, temporaryFolder } from './flotilla';

const file = temporaryFolder();
const float = file('float.tflite');
const int8 = file('int8.tflite');
const folder = file('folder');
const out = file('out.tflite');
const outputs = file('out.npy');
const golden = sample('golden-inputs.npy');
const image = [28, 28, 1];

/** One line that says what is wrong, status 2, no result and no file left behind. */
async function expectRefusal(
  args: readonly string[],
  run: (...args: string[]) => Outcome | Promise<Outcome> = inProcess,
): Promise<void> {
  const before = readdirSync(dirname(float));
  expect(await run(...args)).toEqual({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(/^flotilla: [^\n]+\n$/) as string,
  });
  expect(readdirSync(dirname(float))).toEqual(before);
}

function bytes(name: string, content: Uint8Array | string): string {
  writeFileSync(file(name), content);
  return file(name);
}

beforeAll(async () => {
  mkdirSync(folder);
  await inProcess('convert', sample('model.keras'), float);
  await inProcess('quantize', float, int8, '--scheme', 'int8', '--calibration', golden);
}, 60_000);

describe('the real process', () => {
  it.each([
    ['a wrong command line', ['inspect', float, '--yaml']],
    ['a wrong file', ['inspect', folder]],
    ['a wrong model', ['quantize', int8, out, '--scheme', 'dynamic']],
    ['wrong data', ['run', float, '--input', sample('evaluation-labels.npy'), '--output', outputs]],
  ])('%s', async (_, args) => {
    await expectRefusal(args, flotilla);
  });
});

describe('a wrong command line', () => {
  it.each([
    ['no command', []],
    ['an unknown command', ['inspekt', float]],
    ['an unknown option', ['inspect', float, '--yaml']],
    ['a missing argument', ['inspect']],
    ['an argument too many', ['inspect', float, float]],
    ['a missing option', ['run', float, '--input', golden]],
    ['an option without its value', ['run', float, '--input', golden, '--output']],
    ['an unknown scheme', ['quantize', float, out, '--scheme', 'int4']],
    ['an unknown delegate', ['benchmark', float, '--delegate', 'gpu']],
    ['no thread', ['benchmark', float, '--threads', '0']],
    ['runs that are no number', ['benchmark', float, '--runs', 'many']],
    ['int8 without calibration', ['quantize', float, out, '--scheme', 'int8']],
    ['an output without a format', ['run', float, '--input', golden, '--output', file('out')]],
  ])('%s', async (_, args) => {
    await expectRefusal(args);
  });
});

describe('a wrong file', () => {
  const unreadable = file('unreadable.tflite');
  const asRoot = process.getuid?.() === 0;

  beforeAll(() => {
    writeFileSync(unreadable, 'x');
    chmodSync(unreadable, 0);
  });

  it.each([
    ['one that is not there', () => ['inspect', file('nowhere.tflite')]],
    ['a folder', () => ['inspect', folder]],
    ['a device', () => ['inspect', '/dev/zero']],
    [
      'an output in a folder that is not there',
      () => ['convert', sample('model.keras'), file('no/where.tflite')],
    ],
    ['an output that is a folder', () => ['convert', sample('model.keras'), folder]],
    [
      'a report in a folder that is not there',
      () => ['quantize', float, out, '--scheme', 'float16', '--report', file('no/r.json')],
    ],
    ['a folder without model.json', () => ['convert', folder, out]],
  ])('%s', async (_, args) => {
    await expectRefusal(args());
  });

  (asRoot ? it.skip : it)('one that may not be read (root may read all)', async () => {
    await expectRefusal(['inspect', unreadable]);
  });
});

describe('a wrong model', () => {
  const random = Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919) % 251);

  it.each([
    ['an empty file', () => bytes('empty.tflite', '')],
    ['random bytes', () => bytes('random.tflite', random)],
    [
      'random bytes that begin as a model',
      () => bytes('prefixed.tflite', Buffer.concat([Buffer.from('\x1c\0\0\0TFL3'), random])),
    ],
    ['a model cut off', () => bytes('cut.tflite', readFileSync(float).subarray(0, 1_000_000))],
    ['a Keras model', () => sample('model.keras')],
    ['a text', () => sample('README.md')],
  ])('%s is refused by every command', async (_, make) => {
    const model = make();
    await expectRefusal(['inspect', model]);
    await expectRefusal(['benchmark', model]);
    await expectRefusal(['quantize', model, out, '--scheme', 'float16']);
    await expectRefusal(['run', model, '--input', golden, '--output', outputs]);
  });

  it.each(['float16', 'dynamic', 'int8'])('an already quantized one, to %s', async (scheme) => {
    await expectRefusal(
      ['quantize', int8, out, '--scheme', scheme, '--calibration', golden].slice(
        0,
        scheme === 'int8' ? 7 : 5,
      ),
    );
  });

  it('one with an operator that the runtime lacks', async () => {
    const selfie = require.resolve('@mediapipe/selfie_segmentation/selfie_segmentation.tflite');
    await expectRefusal(['benchmark', selfie]);
    await expectRefusal(['benchmark', selfie, '--delegate', 'cpu']);
  });

  it.each([
    ['random bytes', () => bytes('random.keras', random)],
    [
      'a cut archive',
      () => bytes('cut.keras', readFileSync(sample('model.keras')).subarray(0, 100_000)),
    ],
    ['a .tflite file', () => float],
    ['JSON that is no model', () => bytes('other.json', '{"a": 1}')],
    [
      'a model.json whose weights are not there',
      () => bytes('model.json', readFileSync(sample('tfjs/model.json'))),
    ],
  ])('%s cannot be converted', async (_, make) => {
    await expectRefusal(['convert', make(), out]);
  });
});

describe('wrong data', () => {
  it.each([
    ['of another shape', () => writeArray(file('shape.npy'), 'FLOAT32', [4, 28, 28])],
    ['without a sample', () => writeArray(file('none.npy'), 'FLOAT32', [0, ...image])],
    ['that is no .npy', () => sample('README.md')],
    ['cut off', () => bytes('cut.npy', readFileSync(golden).subarray(0, 5000))],
    ['in Fortran order', () => bytes('fortran.npy', fortran())],
    [
      'for an input that the model lacks',
      () => bytes('other.npz', writeNpz(new Map([['x', scalar()]]))),
    ],
    ['that is not there', () => file('nowhere.npy')],
  ])('calibration and inputs %s', async (_, make) => {
    const data = make();
    await expectRefusal(['quantize', float, out, '--scheme', 'int8', '--calibration', data]);
    await expectRefusal(['run', float, '--input', data, '--output', outputs]);
  });

  it.each([NaN, Infinity])('calibration with %d', async (value) => {
    const data = writeArray(file('nan.npy'), 'FLOAT32', [40, ...image], [0, 1, value]);
    await expectRefusal(['quantize', float, out, '--scheme', 'int8', '--calibration', data]);
  });

  it.each([
    ['too few', () => writeArray(file('few.npy'), 'INT32', [15], [1])],
    ['of a class that the model lacks', () => writeArray(file('class.npy'), 'INT32', [16], [10])],
    ['negative', () => writeArray(file('negative.npy'), 'INT32', [16], [-1])],
    ['floats', () => writeArray(file('floats.npy'), 'FLOAT32', [16], [1])],
    ['one-hot', () => writeArray(file('hot.npy'), 'INT32', [16, 10], [1])],
  ])('labels that are %s', async (_, make) => {
    await expectRefusal(['evaluate', float, '--inputs', golden, '--labels', make()]);
  });

  it('a reference that takes other inputs', async () => {
    const other = require.resolve('@mediapipe/hands/hand_landmark_lite.tflite');
    const labels = writeArray(file('labels.npy'), 'INT32', [16], [1]);
    await expectRefusal([
      'evaluate',
      float,
      '--inputs',
      golden,
      '--labels',
      labels,
      '--reference',
      other,
    ]);
  });

  it('several outputs for one .npy', async () => {
    const faces = require.resolve('@mediapipe/face_detection/face_detection_short_range.tflite');
    const input = writeArray(file('faces.npy'), 'UINT8', [1, 128, 128, 3]);
    await expectRefusal(['run', faces, '--input', input, '--output', outputs]);
    expect(existsSync(outputs)).toBe(false);
  });
});

function scalar() {
  return { type: 'UINT8' as const, shape: [1], bytes: new Uint8Array(1) };
}

function fortran(): Uint8Array {
  const text = readFileSync(golden);
  return Buffer.concat([
    Buffer.from(text.subarray(0, 128).toString('latin1').replace('False, ', 'True,  '), 'latin1'),
    text.subarray(128),
  ]);
}
