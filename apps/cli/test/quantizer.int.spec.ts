import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { convertKeras } from '@flotilla/converter';
import {
  type Dataset,
  type DelegateName,
  evaluate,
  type Invocation,
  invocationsOf,
  modelInputs,
  openDataset,
  readLabels,
  readNpy,
} from '@flotilla/evaluation';
import {
  OPERATOR_RULES,
  type QuantizationReport,
  quantize,
  type Scheme,
  SCHEMES,
} from '@flotilla/quantizer';
import { createTfliteRuntime } from '@flotilla/runtime';
import {
  type BuiltinOperator,
  bytesOf,
  constantData,
  type Model,
  readModel,
  writeModel,
} from '@flotilla/tflite';
import { bareOperatorModel, noise, OPERATOR_CASES, operatorModel } from './operator-models';

const SAMPLE = join(__dirname, '../../../samples/fashion-mnist');
const DELEGATES = ['cpu', 'xnnpack'] as const;
const runtime = createTfliteRuntime();

describe('quantize() on the sample', () => {
  const labels = readLabels(readNpy(readFileSync(join(SAMPLE, 'evaluation-labels.npy'))));
  const files = new Map<Scheme | 'float', Uint8Array>();
  const reports = new Map<Scheme, QuantizationReport>();

  beforeAll(async () => {
    const { model } = await convertKeras(readFileSync(join(SAMPLE, 'model.keras')));
    files.set('float', writeModel(model));
    for (const scheme of SCHEMES) {
      const dataset = openSample('calibration-inputs.npy', model);
      const calibration = () => invocationsOf(dataset);
      const result = await quantize(model, { scheme, runtime, calibration });
      files.set(scheme, writeModel(result.model));
      reports.set(scheme, result.report);
    }
  }, 60_000);

  function openSample(fileName: string, model: Model): Dataset {
    return openDataset(readNpy(readFileSync(join(SAMPLE, fileName))), modelInputs(model));
  }

  const counts = new Map<string, Promise<number>>();

  function correctOf(name: Scheme | 'float', delegate: DelegateName): Promise<number> {
    const key = `${name} ${delegate}`;
    const count = counts.get(key) ?? countCorrect(name, delegate);
    counts.set(key, count);
    return count;
  }

  async function countCorrect(name: Scheme | 'float', delegate: DelegateName): Promise<number> {
    const file = present(files.get(name));
    const dataset = openSample('evaluation-inputs.npy', readModel(file));
    const interpreter = await runtime.load(file, { delegate });
    try {
      const nowMs = (): number => performance.now();
      const { top1 } = await evaluate({ interpreter, dataset }, { labels, nowMs });
      return present(top1).successes;
    } finally {
      await interpreter.close();
    }
  }

  it.each([
    ['float16', 0.52, 0.505],
    ['dynamic', 0.3, 0.26],
    ['int8', 0.3, 0.26],
  ] as const)(
    'makes a %s file of at most %d of float and weights of %d',
    (scheme, size, weights) => {
      const { sizeBytes, weightBytes, warnings } = present(reports.get(scheme));
      expect(sizeBytes.after).toBe(files.get(scheme)?.byteLength);
      expect(sizeBytes.after / sizeBytes.before).toBeLessThanOrEqual(size);
      expect(weightBytes.after / weightBytes.before).toBeLessThanOrEqual(weights);
      expect(warnings).toEqual([]);
    },
  );

  // Of the 1,000 evaluation images, so that ten are one point.
  it.each(
    DELEGATES.flatMap((delegate) => [
      ['float16', 1, delegate] as const,
      ['dynamic', 5, delegate] as const,
      ['int8', 10, delegate] as const,
    ]),
  )('loses in %s at most %i images (%s)', async (scheme, images, delegate) => {
    const float = await correctOf('float', delegate);
    expect(labels).toHaveLength(1000);
    expect(float).toBeGreaterThanOrEqual(900);
    expect(await correctOf(scheme, delegate)).toBeGreaterThanOrEqual(float - images);
  });

  it('leaves no operator of the int8 file float', () => {
    const report = present(reports.get('int8'));
    expect(report.leftFloat).toEqual([]);
    expect(report.operators.every(({ scheme }) => scheme === 'int8')).toBe(true);
    expect(report.calibrationSamples).toBe(500);
  });
});

describe('the table of operator rules', () => {
  it.each(OPERATOR_RULES.map(({ code, highest }) => [code, highest['2.9']] as const))(
    'knows that the runtime takes %s up to version %i',
    async (code, highest) => {
      expect(runtime.version).toMatch(/^2\.9\./);
      expect(await isRegistered(code, highest)).toBe(true);
      expect(await isRegistered(code, highest + 1)).toBe(false);
    },
  );

  const codes = OPERATOR_RULES.filter(({ kernels }) => kernels.int8 !== undefined).map(
    ({ code }) => code,
  );
  it.each(codes.flatMap((code) => DELEGATES.map((delegate) => [code, delegate] as const)))(
    'gives %s an int8 form that computes what float does (%s)',
    async (code, delegate) => {
      expect(Object.keys(OPERATOR_CASES)).toContain(code);
      const float = operatorModel(code);
      const samples = Array.from({ length: 40 }, (_, seed) => sampleOf(noise(seed)));
      const calibration = () => samples;
      const { model, report } = await quantize(float, { scheme: 'int8', runtime, calibration });
      expect(report.operators.map(({ scheme }) => scheme)).toEqual(['int8']);
      const wanted = await run(float, delegate, noise(7));
      expect(signalToNoiseDb(wanted, await run(model, delegate, noise(7)))).toBeGreaterThan(30);
    },
  );

  it.each(DELEGATES)('keeps a large bias over dead and tiny weights (%s)', async (delegate) => {
    const float = operatorModel('CONV_2D');
    const [, filter, bias] = present(float.subgraphs[0]?.operators[0]).inputs;
    const weights = constantData(present(filter), 'FLOAT32');
    weights.fill(0, 0, 36).fill(1e-9, 36, 72);
    const offsets = Float32Array.of(80, -60, 1, 2, 3, 4);
    present(filter).buffer = { data: bytesOf(weights) };
    present(bias).buffer = { data: bytesOf(offsets) };
    const calibration = () => [sampleOf(noise(1)), sampleOf(noise(2))];
    const { model } = await quantize(float, { scheme: 'int8', runtime, calibration });
    const output = await run(model, delegate, noise(1));
    expect(Math.abs((output[0] ?? NaN) - 80)).toBeLessThan(1);
    expect(Math.abs((output[1] ?? NaN) + 60)).toBeLessThan(1);
  });

  it('names the tensor that a bad sample spoils', async () => {
    const samples = [noise(1), bytesOf(new Float32Array(256).fill(NaN))].map(sampleOf);
    const calibration = () => samples;
    await expect(
      quantize(operatorModel('CONV_2D'), { scheme: 'int8', runtime, calibration }),
    ).rejects.toMatchObject({ code: 'NON_FINITE_CALIBRATION' });
  });

  async function isRegistered(code: BuiltinOperator, version: number): Promise<boolean> {
    // Without its operands no operator can be prepared; whether it is known shows in the message.
    const refusal: unknown = await runtime
      .load(writeModel(bareOperatorModel(code, version)), { delegate: 'cpu' })
      .then((interpreter) => interpreter.close())
      .catch((error: unknown) => error);
    return !(refusal instanceof Error && refusal.message.includes("Didn't find op"));
  }

  async function run(
    model: Model,
    delegate: DelegateName,
    input: Uint8Array,
  ): Promise<Float32Array> {
    const interpreter = await runtime.load(writeModel(model), { delegate });
    try {
      const [output] = await interpreter.invoke([input]);
      return new Float32Array(Uint8Array.from(present(output)).buffer);
    } finally {
      await interpreter.close();
    }
  }
});

function sampleOf(input: Uint8Array): Invocation {
  return { inputs: [input], sampleCount: 1 };
}

function signalToNoiseDb(wanted: Float32Array, actual: Float32Array): number {
  expect(actual).toHaveLength(wanted.length);
  const power = (values: Float32Array): number =>
    values.reduce((sum, value) => sum + value * value, 0);
  const error = wanted.map((value, index) => value - (actual[index] ?? NaN));
  return 10 * Math.log10(power(wanted) / power(error));
}

function present<Value>(value: Value | null | undefined): Value {
  if (value === undefined || value === null)
    throw new RangeError('a value that the spec relies on is missing');
  return value;
}
