import { readFileSync, writeFileSync } from 'node:fs';
import {
  cloneModel,
  floatData,
  isFloatConstant,
  readModel,
  writeModel,
  bytesOf,
} from '@flotilla/tflite';
import { integerModel } from './integer-model';
import { inProcess, printed, sample, temporaryFolder } from './flotilla';
import { namedModel } from './named-model';

interface Compared {
  readonly name: string;
  readonly type: string;
  readonly samples: number;
  readonly values: number;
  readonly snrDb: number | null;
  readonly maxAbsoluteError: number;
  readonly klDivergence: number | null;
  readonly top1Agreement: { readonly successes: number; readonly count: number } | null;
}

interface Comparison {
  readonly format: string;
  readonly sampleCount: number;
  readonly outputs: readonly Compared[];
  readonly tensors: readonly Compared[];
  readonly unmatchedTensors: number;
}

const file = temporaryFolder();
const float = file('float.tflite');
const int8 = file('int8.tflite');
const inputs = sample('golden-inputs.npy');

async function succeeded(...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await inProcess(...args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

async function compared(...args: string[]): Promise<Comparison> {
  return JSON.parse(await succeeded('compare', ...args, '--json')) as Comparison;
}

beforeAll(async () => {
  await succeeded('convert', sample('model.keras'), float);
  const calibration = ['--calibration', sample('calibration-inputs.npy')];
  await succeeded('quantize', float, int8, '--scheme', 'int8', '--effort', 'fast', ...calibration);
}, 120_000);

describe('flotilla compare', () => {
  it('finds no difference between a model and itself', async () => {
    const { outputs, tensors, unmatchedTensors } = await compared(
      ...[float, float, '--inputs', inputs, '--tensors'],
    );
    expect(outputs).toHaveLength(1);
    expect(outputs[0]).toMatchObject({ snrDb: null, maxAbsoluteError: 0, klDivergence: 0 });
    expect(tensors.length).toBeGreaterThan(5);
    expect(tensors.every(({ maxAbsoluteError }) => maxAbsoluteError === 0)).toBe(true);
    expect(unmatchedTensors).toBe(0);
  });

  it('tells how far an int8 model lies from float, tensor by tensor', async () => {
    const { format, sampleCount, outputs, tensors } = await compared(
      ...[float, int8, '--inputs', inputs, '--tensors'],
    );
    expect(format).toBe('flotilla/compare/1');
    const [output] = outputs;
    expect(output?.samples).toBe(sampleCount);
    expect(output?.values).toBe(10 * sampleCount);
    expect(output?.snrDb).toBeGreaterThan(20);
    expect(output?.klDivergence).toBeLessThan(0.05);
    expect(output?.top1Agreement?.count).toBe(sampleCount);
    const integers = tensors.filter(({ type }) => type === 'INT8');
    expect(integers.length).toBeGreaterThan(4);
    for (const { snrDb, samples } of integers) {
      expect(snrDb).toBeGreaterThan(15);
      expect(snrDb).toBeLessThan(60);
      expect(samples).toBe(sampleCount);
    }
  });

  it('finds the layer that was broken, and those after it', async () => {
    const { model } = cloneModel(readModel(readFileSync(float)));
    const convolutions = model.subgraphs[0]!.operators.filter(({ inputs: [, weights] }) =>
      isFloatConstant(weights),
    );
    const broken = convolutions[1]!;
    const weights = broken.inputs[1]!;
    weights.buffer = { data: bytesOf(floatData(weights).map((weight) => 0.9 * weight)) };
    writeFileSync(file('broken.tflite'), writeModel(model));
    const { tensors } = await compared(
      ...[float, file('broken.tflite'), '--inputs', inputs, '--tensors'],
    );
    const at = tensors.findIndex(({ name }) => name === broken.outputs[0]!.name);
    expect(at).toBeGreaterThan(0);
    tensors.forEach(({ maxAbsoluteError }, index) => {
      if (index < at) expect(maxAbsoluteError).toBe(0);
      else expect(maxAbsoluteError).toBeGreaterThan(0);
    });
  });

  it('prints a table of outputs', async () => {
    const text = await succeeded('compare', float, int8, '--inputs', inputs);
    expect(text).toMatch(/dB .* of \d+/);
    expect(text).not.toContain('without a like');
  });

  it('runs models of newer operators in LiteRT', async () => {
    const int4 = file('int4.tflite');
    // LiteRT runs in a process of its own, which only the built command line has.
    printed('quantize', float, int4, '--scheme', 'weight-only-int4', '--runtime', '2.3');
    const pair = ['compare', float, int4, '--inputs', inputs];
    const { outputs } = JSON.parse(printed(...pair, '--runtime', '2.3', '--json')) as Comparison;
    expect(outputs[0]?.snrDb).toBeGreaterThan(5);
    const refused = await inProcess(...pair);
    expect(refused.code).toBe('MODEL_UNSUPPORTED');
    expect(refused.stderr).toContain('int4.tflite: ');
  }, 120_000);

  it('asks for inputs', async () => {
    const { status, code, stderr } = await inProcess('compare', float, int8);
    expect({ status, code }).toEqual({ status: 2, code: 'USAGE' });
    expect(stderr).toContain('--inputs');
  });

  it.each([
    ['of other inputs', integerModel()],
    ['of other names and shapes', namedModel('other')],
  ])('refuses a model %s', async (_, bytes) => {
    const other = file('other.tflite');
    writeFileSync(other, bytes);
    const { status, code, stderr } = await inProcess('compare', float, other, '--inputs', inputs);
    expect({ status, code }).toEqual({ status: 2, code: 'MODELS_DIFFER' });
    expect(stderr).toContain('other.tflite');
  });
});
