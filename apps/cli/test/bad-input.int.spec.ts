import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeNpz } from '@flotilla/evaluation';
import { writeArray } from './arrays';
import { flotilla, inProcess, type Outcome, sample, temporaryFolder } from './flotilla';
import { integerModel } from './integer-model';
import { enormousModel, namedModel } from './named-model';

const file = temporaryFolder();
const float = file('float.tflite');
const int8 = file('int8.tflite');
const folder = file('folder');
const out = file('out.tflite');
const outputs = file('out.npy');
const golden = sample('golden-inputs.npy');
const image = [28, 28, 1];

const refused: Outcome = {
  status: 2,
  stdout: '',
  stderr: expect.stringMatching(/^flotilla: [^\n]+\n$/) as string,
};

/**
 * One line that says what is wrong and names the file that it lies in, status 2, no result and no file left behind.
 */
async function expectRefusal(code: string, args: readonly string[], about = ''): Promise<void> {
  const before = readdirSync(dirname(float));
  const outcome = await inProcess(...args);
  expect(outcome).toEqual({ ...refused, code });
  expect(outcome.stderr).toContain(about);
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
  ])('%s', (_, args) => {
    expect(flotilla(...args)).toEqual(refused);
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
    await expectRefusal('USAGE', args);
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
    ['one that is not there', 'FILE_MISSING', () => ['inspect', file('nowhere.tflite')]],
    ['a folder', 'FILE_NOT_REGULAR', () => ['inspect', folder]],
    ['a device', 'FILE_NOT_REGULAR', () => ['inspect', '/dev/zero']],
    [
      'an output in a folder that is not there',
      'OUTPUT_UNWRITABLE',
      () => ['convert', sample('model.keras'), file('no/where.tflite')],
    ],
    [
      'an output that is a folder',
      'OUTPUT_UNWRITABLE',
      () => ['convert', sample('model.keras'), folder],
    ],
    [
      'a report in a folder that is not there',
      'OUTPUT_UNWRITABLE',
      () => ['quantize', float, out, '--scheme', 'float16', '--report', file('no/r.json')],
    ],
    ['a folder without model.json', 'FILE_MISSING', () => ['convert', folder, out]],
  ])('%s', async (_, code, args) => {
    await expectRefusal(code, args());
  });

  (asRoot ? it.skip : it)('one that may not be read (root may read all)', async () => {
    await expectRefusal('FILE_UNREADABLE', ['inspect', unreadable], unreadable);
  });
});

describe('a wrong model', () => {
  const random = Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919) % 251);

  it.each([
    ['an empty file', 'TRUNCATED', () => bytes('empty.tflite', '')],
    ['random bytes', 'NOT_A_MODEL', () => bytes('random.tflite', random)],
    [
      'random bytes that begin as a model',
      'TRUNCATED',
      () => bytes('prefixed.tflite', Buffer.concat([Buffer.from('\x1c\0\0\0TFL3'), random])),
    ],
    [
      'a model cut off',
      'TRUNCATED',
      () => bytes('cut.tflite', readFileSync(float).subarray(0, 1_000_000)),
    ],
    ['a Keras model', 'NOT_TFLITE', () => sample('model.keras')],
    ['a text', 'NOT_A_MODEL', () => sample('README.md')],
  ])('%s is refused by every command', async (_, code, make) => {
    const model = make();
    await expectRefusal(code, ['inspect', model], model);
    await expectRefusal(code, ['benchmark', model], model);
    await expectRefusal(code, ['quantize', model, out, '--scheme', 'float16'], model);
    await expectRefusal(code, ['run', model, '--input', golden, '--output', outputs], model);
  });

  it('one that would take gigabytes is refused by every command that runs it', async () => {
    const model = bytes('enormous.tflite', enormousModel());
    const code = 'MODEL_TOO_LARGE';
    await expectRefusal(code, ['benchmark', model, '--delegate', 'cpu'], model);
    await expectRefusal(code, ['benchmark', model, '--delegate', 'xnnpack'], model);
    for (const scheme of ['float16', 'dynamic']) {
      await expectRefusal(code, ['quantize', model, out, '--scheme', scheme], model);
    }
    expect((await inProcess('inspect', model)).status).toBe(0);
  });

  it('one whose names command a terminal is shown without obeying', () => {
    const name = '\u001b]0;owned\u0007\u009b31m\u007f\n';
    const model = bytes('named.tflite', namedModel(name));
    for (const args of [
      ['inspect', model],
      ['inspect', model, '--json'],
      ['benchmark', model],
    ]) {
      const { stdout, stderr } = flotilla(...args);
      expect(stdout + stderr).toContain('owned');
      expect(stdout + stderr).toMatch(/^[\n\u0020-\u007e\u00a0-\uffff]*$/);
    }
  });

  it.each(['float16', 'dynamic', 'int8'])('an already quantized one, to %s', async (scheme) => {
    await expectRefusal(
      'ALREADY_QUANTIZED',
      ['quantize', int8, out, '--scheme', scheme, '--calibration', golden].slice(
        0,
        scheme === 'int8' ? 7 : 5,
      ),
    );
  });

  it('one with an operator that the runtime lacks', async () => {
    const selfie = require.resolve('@mediapipe/selfie_segmentation/selfie_segmentation.tflite');
    await expectRefusal('MODEL_UNSUPPORTED', ['benchmark', selfie], selfie);
    await expectRefusal('MODEL_UNSUPPORTED', ['benchmark', selfie, '--delegate', 'cpu'], selfie);
  });

  it.each([
    ['random bytes', 'UNKNOWN_FORMAT', () => bytes('random.keras', random)],
    [
      'a cut archive',
      'MALFORMED_ARCHIVE',
      () => bytes('cut.keras', readFileSync(sample('model.keras')).subarray(0, 100_000)),
    ],
    ['a .tflite file', 'UNKNOWN_FORMAT', () => float],
    ['JSON that is no model', 'UNKNOWN_FORMAT', () => bytes('other.json', '{"a": 1}')],
    [
      'a model.json whose weights are not there',
      'FILE_MISSING',
      () => bytes('model.json', readFileSync(sample('tfjs/model.json'))),
    ],
  ])('%s cannot be converted', async (_, code, make) => {
    await expectRefusal(code, ['convert', make(), out]);
  });
});

describe('wrong data', () => {
  it.each([
    [
      'of another shape',
      'DATASET_SHAPE',
      () => writeArray(file('shape.npy'), 'FLOAT32', [4, 28, 28]),
    ],
    [
      'without a sample',
      'DATASET_EMPTY',
      () => writeArray(file('none.npy'), 'FLOAT32', [0, ...image]),
    ],
    ['that is no .npy', 'NPY_INVALID', () => sample('README.md')],
    ['cut off', 'NPY_INVALID', () => bytes('cut.npy', readFileSync(golden).subarray(0, 5000))],
    ['in Fortran order', 'NPY_UNSUPPORTED', () => bytes('fortran.npy', fortran())],
    [
      'for an input that the model lacks',
      'DATASET_INPUTS',
      () => bytes('other.npz', writeNpz(new Map([['x', scalar()]]))),
    ],
    ['in a cut archive', 'NPZ_INVALID', () => bytes('cut.npz', Buffer.from('PK\x03\x04'))],
    ['that is not there', 'FILE_MISSING', () => file('nowhere.npy')],
  ])('calibration and inputs %s', async (_, code, make) => {
    const data = make();
    await expectRefusal(
      code,
      ['quantize', float, out, '--scheme', 'int8', '--calibration', data],
      data,
    );
    await expectRefusal(code, ['run', float, '--input', data, '--output', outputs], data);
  });

  it.each([NaN, Infinity])('calibration with %d', async (value) => {
    const data = writeArray(file('nan.npy'), 'FLOAT32', [40, ...image], [0, 1, value]);
    await expectRefusal(
      'DATASET_NOT_FINITE',
      ['quantize', float, out, '--scheme', 'int8', '--calibration', data],
      data,
    );
  });

  it('inputs with NaN, which a quantized input cannot take', async () => {
    const model = bytes('integer.tflite', integerModel());
    const data = writeArray(file('nan-rows.npy'), 'FLOAT32', [3, 2], [0, 1, NaN]);
    const args = ['run', model, '--input', data, '--output', outputs];
    await expectRefusal('DATASET_NOT_FINITE', args, data);
  });

  it.each([
    ['too few', () => writeArray(file('few.npy'), 'INT32', [15], [1])],
    ['of a class that the model lacks', () => writeArray(file('class.npy'), 'INT32', [16], [10])],
    ['negative', () => writeArray(file('negative.npy'), 'INT32', [16], [-1])],
    ['floats', () => writeArray(file('floats.npy'), 'FLOAT32', [16], [1])],
    ['one-hot', () => writeArray(file('hot.npy'), 'INT32', [16, 10], [1])],
  ])('labels that are %s', async (_, make) => {
    const labels = make();
    const args = ['evaluate', float, '--inputs', golden, '--labels', labels];
    await expectRefusal('LABELS_INVALID', args, labels);
  });

  it('a reference that takes other inputs', async () => {
    const other = require.resolve('@mediapipe/hands/hand_landmark_lite.tflite');
    const labels = writeArray(file('labels.npy'), 'INT32', [16], [1]);
    await expectRefusal('DATASET_SHAPE', [
      ...['evaluate', float, '--inputs', golden],
      ...['--labels', labels, '--reference', other],
    ]);
  });

  it('several outputs for one .npy', async () => {
    const faces = require.resolve('@mediapipe/face_detection/face_detection_short_range.tflite');
    const input = writeArray(file('faces.npy'), 'UINT8', [1, 128, 128, 3]);
    await expectRefusal('USAGE', ['run', faces, '--input', input, '--output', outputs]);
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
