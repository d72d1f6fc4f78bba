import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isQuantized, makeTensor, readModel, writeModel } from '@flotilla/tflite';
import { readArray } from './arrays';
import { inProcess, sample, temporaryFolder } from './flotilla';

const file = temporaryFolder();
const float = file('float.tflite');
const out = file('out.tflite');
const calibration = sample('golden-inputs.npy');
const int8 = ['--scheme', 'int8', '--effort', 'fast', '--calibration'];

beforeAll(async () => {
  await inProcess('convert', sample('model.keras'), float);
}, 60_000);

function mainOf(path: string) {
  const [main] = readModel(readFileSync(path)).subgraphs;
  if (main === undefined) throw new RangeError('the model has no subgraph');
  return main;
}

describe('quantize --io', () => {
  it('writes integer inputs and outputs, whose results agree with those of float ones', async () => {
    const [plain, integer] = [file('plain.tflite'), file('integer.tflite')];
    await inProcess('quantize', float, plain, ...int8, calibration);
    const outcome = await inProcess(
      ...[
        'quantize',
        float,
        integer,
        ...int8,
        calibration,
        '--io',
        'int8',
        '--input-type',
        'uint8',
      ],
    );
    expect(outcome).toMatchObject({ status: 0 });
    expect(mainOf(integer).inputs.map(({ type }) => type)).toEqual(['UINT8']);
    expect(mainOf(integer).outputs.map(({ type }) => type)).toEqual(['INT8']);
    const scores = await Promise.all(
      [plain, integer].map(async (model, at) => {
        const path = file(`scores${at}.npy`);
        await inProcess('run', model, '--input', calibration, '--output', path);
        return readArray(path).values;
      }),
    );
    expect(scores[1]).toEqual(scores[0]);
  }, 60_000);

  it('says what cannot be an integer', async () => {
    const options = ['--scheme', 'dynamic', '--io', 'int8'];
    expect(await inProcess('quantize', float, out, ...options)).toMatchObject({
      status: 2,
      code: 'PORT_TYPE',
    });
  });
});

describe('quantize --batch and --shape', () => {
  it('change the inputs before anything else', async () => {
    const outcome = await inProcess('quantize', float, out, ...int8, calibration, '--batch', '4');
    expect(outcome).toMatchObject({ status: 0 });
    expect(mainOf(out).inputs[0]?.shape).toEqual([4, 28, 28, 1]);
    expect(mainOf(out).outputs[0]?.shape[0]).toBe(4);
    const [{ name } = { name: '' }] = mainOf(float).inputs;
    const shape = ['--shape', `${name}=2x28x28x1`];
    await inProcess('quantize', float, out, '--scheme', 'float16', ...shape);
    expect(mainOf(out).inputs[0]).toMatchObject({ shape: [2, 28, 28, 1] });
    await inProcess('quantize', float, out, '--scheme', 'float16', '--batch', 'open');
    expect(mainOf(out).inputs[0]?.shapeSignature).toEqual([-1, 28, 28, 1]);
  }, 60_000);

  it.each([
    ['INPUT_UNKNOWN', ['--shape', 'nothing=1x2']],
    ['RESIZE_REFUSED', ['--shape', 'INPUT=1x28x28x3']],
    ['USAGE', ['--shape', '1x28x28x1']],
    ['USAGE', ['--batch', 'all']],
  ])('say %s to %j', async (code, options) => {
    const [{ name } = { name: '' }] = mainOf(float).inputs;
    const given = options.map((option) => option.replace('INPUT', name));
    const outcome = await inProcess('quantize', float, out, '--scheme', 'float16', ...given);
    expect(outcome).toMatchObject({ status: 2, code });
  });
});

describe('quantize --signature', () => {
  const signature = () => {
    const [found] = readModel(readFileSync(float)).signatures;
    if (found === undefined) throw new RangeError('the model has no signature');
    return found.key;
  };

  it('calibrates through the inputs of a signature', async () => {
    const outcomes = await Promise.all(
      [
        [...int8, calibration, '--signature', signature()],
        [...int8, `${signature()}=${calibration}`],
      ].map((options, at) => inProcess('quantize', float, file(`s${at}.tflite`), ...options)),
    );
    expect(outcomes.map(({ status }) => status)).toEqual([0, 0]);
    expect(readFileSync(file('s1.tflite'))).toEqual(readFileSync(file('s0.tflite')));
  }, 60_000);

  it.each([
    ['SIGNATURE_UNUSABLE', ['--signature', 'decode']],
    ['USAGE', ['--calibration', calibration]],
  ])('says %s to %j', async (code, options) => {
    const outcome = await inProcess('quantize', float, out, ...int8, calibration, ...options);
    expect(outcome).toMatchObject({ status: 2, code });
  });
});

it('says what a signature is for that nothing is said of', async () => {
  const options = ['--scheme', 'float16', '--signature', 'serving_default'];
  const outcome = await inProcess('quantize', float, out, ...options);
  expect(outcome).toMatchObject({ status: 2, code: 'USAGE' });
});

describe('quantize --if-quantized keep', () => {
  it('copies the file byte by byte, and says so', async () => {
    const quantized = file('quantized.tflite');
    await inProcess('quantize', float, quantized, '--scheme', 'dynamic');
    // Something behind the model that no writer of ours would put there.
    writeFileSync(quantized, Buffer.concat([readFileSync(quantized), Buffer.alloc(64)]));
    const report = file('kept.json');
    const options = ['--scheme', 'int8', '--if-quantized', 'keep', '--report', report];
    const outcome = await inProcess('quantize', quantized, out, ...options);
    expect(outcome).toMatchObject({ status: 0 });
    expect(outcome.stdout).toContain('kept');
    expect(readFileSync(out)).toEqual(readFileSync(quantized));
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({
      operators: [],
      sizeBytes: { after: readFileSync(out).byteLength },
      warnings: [{ code: 'KEPT_QUANTIZED' }],
    });
  }, 60_000);

  it('quantizes what is not quantized', async () => {
    const options = ['--scheme', 'dynamic', '--if-quantized', 'keep'];
    expect(await inProcess('quantize', float, out, ...options)).toMatchObject({ status: 0 });
    expect(mainOf(out).tensors.some(isQuantized)).toBe(true);
  });

  it.each(['INT2', 'UINT4', 'FLOAT8_E4M3FN', 'FLOAT8_E5M2'] as const)(
    'refuses %s by name',
    async (type) => {
      const model = readModel(readFileSync(float));
      const odd = makeTensor({
        name: 'odd',
        type,
        shape: [8],
        buffer: { data: new Uint8Array(8) },
      });
      if (type === 'INT2') odd.buffer = { data: new Uint8Array(2) };
      if (type === 'UINT4') odd.buffer = { data: new Uint8Array(4) };
      model.subgraphs[0]?.tensors.push(odd);
      writeFileSync(file('odd.tflite'), writeModel(model));
      const outcome = await inProcess('quantize', file('odd.tflite'), out, '--scheme', 'float16');
      expect(outcome).toMatchObject({ status: 2, code: 'TYPE_UNSUPPORTED' });
      expect(outcome.stderr).toContain(`${type} tensors, such as odd`);
    },
  );
});

describe('quantize of a model that was trained for it', () => {
  const trained = join(__dirname, '../../../libs/quantizer/test/fixtures/trained-ranges.tflite');

  it.each(['int8', '16x8'])(
    'makes %s without calibration data, as nothing is left to find',
    async (scheme) => {
      const outcome = await inProcess('quantize', trained, out, '--scheme', scheme);
      expect(outcome).toMatchObject({ status: 0, stderr: '' });
      expect(outcome.stdout).toContain('accuracy unknown');
      const wanted = scheme === 'int8' ? 'INT8' : 'INT16';
      const convolutions = mainOf(out).operators.filter(({ code }) => code === 'CONV_2D');
      expect(convolutions.map(({ inputs: [input] }) => input?.type)).toEqual(
        convolutions.map(() => wanted),
      );
      expect(convolutions.length).toBeGreaterThan(0);
    },
  );

  it('still wants samples to judge a mix on', async () => {
    const outcome = await inProcess('quantize', trained, out, '--min-snr', '20');
    expect(outcome.code).toBe('USAGE');
    expect(outcome.stderr).toContain('--calibration');
  });
});
