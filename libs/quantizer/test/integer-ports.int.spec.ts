import { quantize as toIntegers, readNumbers, writeNumbers } from '@flotilla/evaluation';
import { runInTflite, tflite } from '@flotilla/testing';
import {
  makeTensor,
  minimumRuntimeEntry,
  optionsOf,
  readMinimumRuntime,
  setStatistics,
  statisticsOf,
  writeModel,
  type Model,
} from '@flotilla/tflite';
import type { PortType, PortTypes } from '../src/ports/port-type';
import { quantize } from '../src/quantize';
import type { Scheme } from '../src/recipe/scheme';
import { FULLY_CONNECTED, GraphBuilder, SOFTMAX } from './graph-builder';
import { normalNumbers } from './normal-numbers';
import { codesOf, mainOf } from './planned';

const IMAGE = [1, 4, 4, 3];
const TYPES = { int8: 'INT8', uint8: 'UINT8', int16: 'INT16', float32: 'FLOAT32' } as const;

/** Two inputs, one of them read in two scales, and two outputs: one that is read inside as well, one of a fixed scale. */
function twoByTwo(): Model {
  const builder = new GraphBuilder();
  const next = normalNumbers(5);
  const weights = (count: number) => Array.from({ length: count }, next);
  const [image, other] = [builder.input(IMAGE), builder.input(IMAGE)];
  const conv = builder.pointwise(image, weights(9), weights(3));
  const most = builder.apply('MAXIMUM', [conv, image], IMAGE, { type: 'MaximumMinimumOptions' });
  const sum = builder.apply('ADD', [most, other], IMAGE, optionsOf('AddOptions'));
  const flat = builder.apply(
    'FULLY_CONNECTED',
    [
      sum,
      builder.constant(
        'matrix',
        [5, 48],
        weights(240).map((value) => value / 10),
      ),
      null,
    ],
    [1, 5],
    FULLY_CONNECTED,
  );
  const model = builder.model(most, builder.apply('SOFTMAX', [flat], [1, 5], SOFTMAX));
  model.metadata = [minimumRuntimeEntry(['1.6.0'])];
  setStatistics(model, { input: 0 }, { min: [-1], max: [2] });
  setStatistics(model, { output: 1 }, { min: [0], max: [1] });
  return model;
}

function floats(seed: number, count = 48): Uint8Array {
  return new Uint8Array(Float32Array.from({ length: count }, normalNumbers(seed)).buffer);
}

function quantized(model: Model, scheme: Scheme, ports?: PortTypes) {
  return quantize(model, {
    scheme,
    runtime: tflite(),
    effort: 'fast',
    calibration: () =>
      Array.from({ length: 8 }, (_, sample) => ({
        inputs: mainOf(model).inputs.map((_, input) => floats(10 * sample + input)),
        sampleCount: 1,
      })),
    ...(ports && { ports }),
  });
}

const ports = (type: PortType): PortTypes => ({ inputs: type, outputs: type });

describe.each([
  ['int8', 'int8', ['CONV_2D', 'QUANTIZE', 'MAXIMUM', 'ADD', 'FULLY_CONNECTED', 'SOFTMAX']],
  [
    'int8',
    'uint8',
    [
      ...['QUANTIZE', 'QUANTIZE', 'CONV_2D', 'QUANTIZE', 'MAXIMUM', 'QUANTIZE'],
      ...['ADD', 'FULLY_CONNECTED', 'SOFTMAX', 'QUANTIZE'],
    ],
  ],
  ['16x8', 'int16', ['CONV_2D', 'QUANTIZE', 'MAXIMUM', 'ADD', 'FULLY_CONNECTED', 'SOFTMAX']],
] as const)('%s with %s inputs and outputs', (scheme, type, codes) => {
  let float: Model;
  let integer: Model;
  let report: Awaited<ReturnType<typeof quantized>>['report'];

  beforeAll(async () => {
    ({ model: float } = await quantized(twoByTwo(), scheme));
    ({ model: integer, report } = await quantized(twoByTwo(), scheme, ports(type)));
  });

  it('has no float tensor left, and keeps names and order', () => {
    const [before, after] = [mainOf(float), mainOf(integer)];
    for (const side of ['inputs', 'outputs'] as const) {
      expect(after[side].map(({ name }) => name)).toEqual(before[side].map(({ name }) => name));
      expect(new Set(after[side].map((tensor) => tensor.type))).toEqual(new Set([TYPES[type]]));
      expect(integer.signatures[0]?.[side].map(({ tensor }) => tensor)).toEqual(after[side]);
      expect(report.ports[side]).toEqual(
        after[side].map(({ name, shape, quantization }) => ({
          name,
          type: TYPES[type],
          shape,
          scale: quantization?.scale[0],
          zeroPoint: Number(quantization?.zeroPoint[0]),
        })),
      );
    }
    expect(after.tensors.filter((tensor) => tensor.type === 'FLOAT32')).toEqual([]);
    const names = [...after.inputs, ...after.outputs].map(({ name }) => name);
    expect(after.tensors.filter(({ name }) => names.includes(name))).toHaveLength(4);
    expect(codesOf(after)).toEqual(codes);
  });

  it('states ranges as they are stored', () => {
    const input = report.ports.inputs[0];
    const stored = (value: number): number =>
      Math.round(value / (input?.scale ?? NaN)) + (input?.zeroPoint ?? NaN);
    expect(statisticsOf(integer, { input: 0 })).toEqual({ min: [stored(-1)], max: [stored(2)] });
    const softmax = { int8: [-128, 127], uint8: [0, 255], int16: [0, 32767] }[type];
    expect(statisticsOf(integer, { output: 1 })).toEqual({
      min: [softmax[0]],
      max: [softmax[1]],
    });
    expect(statisticsOf(integer, { input: 1 })).toBeUndefined();
    const entry = integer.metadata.find(({ name }) => name === 'min_runtime_version');
    expect(entry && readMinimumRuntime(entry)).not.toBe('1.6.0');
  });

  it.each(['cpu', 'xnnpack'] as const)('computes exactly what it did (%s)', async (delegate) => {
    const element = TYPES[type];
    const reals = [floats(101), floats(102)];
    const integers = reals.map((bytes, input) => {
      const { scale = NaN, zeroPoint = NaN } = report.ports.inputs[input] ?? {};
      return toIntegers(readNumbers('FLOAT32', bytes), element, { scale, zeroPoint });
    });
    // What the integers stand for, so that both files read the same.
    const exact = integers.map((values, input) => {
      const { scale = NaN, zeroPoint = NaN } = report.ports.inputs[input] ?? {};
      return writeNumbers(
        'FLOAT32',
        values.map((value) => scale * (value - zeroPoint)),
      );
    });
    const expected = await runInTflite(writeModel(float), exact, { delegate });
    const given = integers.map((values) => writeNumbers(element, values));
    const actual = await runInTflite(writeModel(integer), given, { delegate });
    actual.forEach((bytes, output) => {
      const { scale = NaN, zeroPoint = NaN } = report.ports.outputs[output] ?? {};
      const values = readNumbers(element, bytes).map((value) =>
        Math.fround(scale * (value - zeroPoint)),
      );
      expect(values).toEqual(readNumbers('FLOAT32', expected[output] ?? new Uint8Array()));
      expect(new Set(values).size).toBeGreaterThan(2);
    });
  });
});

describe('inputs and outputs of different types', () => {
  it('are set side by side', async () => {
    const { report } = await quantized(twoByTwo(), 'int8', { inputs: 'uint8', outputs: 'float32' });
    expect(report.ports.inputs.map(({ type }) => type)).toEqual(['UINT8', 'UINT8']);
    expect(report.ports.outputs).toEqual([
      { name: 'maximum1', type: 'FLOAT32', shape: IMAGE },
      { name: 'softmax4', type: 'FLOAT32', shape: [1, 5] },
    ]);
  });

  it('leave what was no float as it is', async () => {
    const builder = new GraphBuilder();
    const relu = builder.apply('RELU', [builder.input(IMAGE)], IMAGE);
    const rows = makeTensor({ name: 'rows', type: 'INT32', shape: [1] });
    builder.subgraph.inputs.push(rows);
    builder.subgraph.tensors.push(rows);
    const picked = builder.apply('GATHER', [relu, rows], IMAGE, {
      type: 'GatherOptions',
      axis: 0,
      batchDims: 0,
    });
    const calibration = () => [{ inputs: [floats(1), new Uint8Array(4)], sampleCount: 1 }];
    const { report } = await quantize(builder.model(picked), {
      scheme: 'int8',
      runtime: tflite(),
      ports: ports('int8'),
      calibration,
    });
    expect(report.ports.inputs.map(({ type }) => type)).toEqual(['INT8', 'INT32']);
    expect(report.ports.outputs.map(({ type }) => type)).toEqual(['INT8']);
  });
});

describe('ports that cannot be integers', () => {
  it('are named with what reads and writes them', async () => {
    const builder = new GraphBuilder();
    const sine = builder.apply('SIN', [builder.input(IMAGE)], IMAGE);
    const relu = builder.apply('RELU', [sine], IMAGE);
    const model = builder.model(relu, builder.apply('COS', [relu], IMAGE));
    await expect(quantized(model, 'int8', ports('int8'))).rejects.toMatchObject({
      code: 'PORT_TYPE',
      message: expect.stringMatching(/input input0 .*SIN.*output cos2 .*COS/) as string,
    });
    const outcome = quantized(model, 'int8', { inputs: 'float32', outputs: 'int16' });
    await expect(outcome).rejects.toMatchObject({ code: 'PORT_TYPE' });
  });

  it('are all of them where kernels read floats', async () => {
    await expect(quantized(twoByTwo(), 'dynamic', ports('int8'))).rejects.toMatchObject({
      code: 'PORT_TYPE',
    });
    await expect(quantized(twoByTwo(), 'int8', ports('int16'))).rejects.toMatchObject({
      code: 'PORT_TYPE',
    });
  });
});
