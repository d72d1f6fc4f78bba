import { runInTflite, tflite } from '@flotilla/testing';
import { readModel, writeModel, type Model, type Operator, type Subgraph } from '@flotilla/tflite';
import type { CalibrationData } from '../src/calibrate/samples';
import { rebuild } from '../src/artifact/rebuild';
import { quantize } from '../src/quantize';
import type { QuantizeOptions } from '../src/quantize-options';
import { resizeInputs } from '../src/resize/resize-inputs';
import { signatureModel, withMainGraph } from '../src/signatures/signature-graph';
import { fidelityOf } from './fidelity';
import { FULLY_CONNECTED, GraphBuilder } from './graph-builder';
import { normalNumbers } from './normal-numbers';
import { sha256, sourceOf } from './sha256';

const WIDTH = 64;
const MATRIX = Array.from({ length: WIDTH * WIDTH }, normalNumbers(1));

/** The same matrix for one row of `encode`, with a RELU to be fused, and for two of `compare`. */
function twoSignatures(): Model {
  const encode = graph(1, 'RELU');
  const compare = graph(2, 'ABS');
  const [one, other] = [encode, compare].map(({ subgraphs }) => subgraphs[0]);
  if (one === undefined || other === undefined) throw new RangeError('two were built');
  const shared = matrixOf(one)?.buffer;
  const twin = matrixOf(other);
  if (shared === undefined || twin === undefined) throw new RangeError('no matrix was built');
  twin.buffer = shared;
  const signature = (key: string, subgraph: Subgraph) => ({
    key,
    subgraph,
    inputs: subgraph.inputs.map((tensor) => ({ name: 'rows', tensor })),
    outputs: subgraph.outputs.map((tensor) => ({ name: 'code', tensor })),
  });
  return {
    ...encode,
    subgraphs: [one, other],
    signatures: [signature('encode', one), signature('compare', other)],
  };
}

function graph(rows: number, activation: Operator['code']): Model {
  const builder = new GraphBuilder();
  const matrix = builder.constant('matrix', [WIDTH, WIDTH], MATRIX);
  const input = builder.input([rows, WIDTH]);
  const shape = [rows, WIDTH];
  const product = builder.apply('FULLY_CONNECTED', [input, matrix, null], shape, FULLY_CONNECTED);
  return builder.model(builder.apply(activation, [product], shape));
}

function matrixOf(subgraph: Subgraph | undefined) {
  return subgraph?.operators.find(({ code }) => code === 'FULLY_CONNECTED')?.inputs[1] ?? undefined;
}

function rowsOf(count: number, seed: number, spread = 1): Uint8Array {
  const next = normalNumbers(seed);
  return new Uint8Array(Float32Array.from({ length: count * WIDTH }, () => spread * next()).buffer);
}

function samples(rows: number, spread: number): CalibrationData {
  return () =>
    Array.from({ length: 16 }, (_, seed) => ({
      inputs: [rowsOf(rows, seed + 5, spread)],
      sampleCount: rows,
    }));
}

const BOTH = new Map([
  ['encode', samples(1, 1)],
  ['compare', samples(2, 20)],
]);

function quantized(options: Partial<QuantizeOptions>) {
  return quantize(twoSignatures(), {
    scheme: 'int8',
    runtime: tflite(),
    ...options,
  });
}

function schemesOf({ report }: Awaited<ReturnType<typeof quantized>>): string[][] {
  return [0, 1].map((index) =>
    report.operators.filter(({ subgraph }) => subgraph === index).map(({ scheme }) => scheme),
  );
}

/** What a signature computes in the real runtime. */
function run(model: Model, index: number, input: Uint8Array): Promise<Uint8Array[]> {
  const subgraph = model.subgraphs[index];
  if (subgraph === undefined) throw new RangeError('the model has two graphs');
  return runInTflite(writeModel(withMainGraph(model, subgraph)), [input]);
}

describe('quantize() of a model with two signatures', () => {
  it('gives each its own ranges, and both one set of weights', async () => {
    const result = await quantized({ signatureCalibration: BOTH });
    expect(result.report.calibrationSamples).toBe(48);
    expect(schemesOf(result)).toEqual([['int8'], ['int8', 'int8']]);
    const read = readModel(writeModel(result.model));
    const [one, other] = read.subgraphs.map(matrixOf);
    expect(one?.type).toBe('INT8');
    expect(other?.buffer).toBe(one?.buffer);
    expect(other?.quantization).toEqual(one?.quantization);
    expect(result.report.weightBytes.after).toBe(WIDTH * WIDTH);
    const scales = result.report.tensors.map(({ scale }) => scale ?? NaN);
    expect(Math.max(...scales) / Math.min(...scales)).toBeGreaterThan(10);
    expect(result.report.warnings.map(({ code }) => code)).toEqual(['SHARED_WEIGHTS']);
  });

  it.each([
    [0, 1, 1],
    [1, 2, 20],
  ])('computes nearly the same in graph %i', async (index, rows, spread) => {
    const { model } = await quantized({ signatureCalibration: BOTH });
    const input = rowsOf(rows, 99, spread);
    const [expected = new Uint8Array()] = await run(twoSignatures(), index, input);
    const [actual = new Uint8Array()] = await run(model, index, input);
    expect(fidelityOf(expected, actual).snrDb).toBeGreaterThan(25);
  });

  it('gives an artifact of what both decided', async () => {
    const source = sourceOf(writeModel(twoSignatures()));
    const { model, artifact } = await quantize(source.model, {
      ...{ scheme: 'int8', runtime: tflite(), signatureCalibration: BOTH, prove: false },
      artifact: { source, sha256 },
    });
    const rebuilt = await rebuild(source, artifact?.bytes ?? new Uint8Array(), sha256);
    expect(rebuilt.file).toEqual(writeModel(model));
    const { ranges, statistics } = rebuilt.artifact.tensors;
    expect([ranges > 2, statistics]).toEqual([true, ranges]);
  });

  it('says which signature stays float for want of data', async () => {
    const one = new Map([...BOTH].slice(1));
    const result = await quantized({ signatureCalibration: one, effort: 'fast' });
    expect(schemesOf(result)).toEqual([['float'], ['int8', 'int8']]);
    expect(result.report.warnings).toEqual([
      {
        code: 'SIGNATURE_NOT_CALIBRATED',
        message: expect.stringContaining('encode') as string,
      },
    ]);
  });

  it('calibrates the main graph with data of no signature', async () => {
    const result = await quantized({ calibration: samples(1, 1) });
    expect(schemesOf(result)).toEqual([['int8'], ['float', 'float']]);
    expect(result.report.warnings.map(({ code }) => code)).toContain('SIGNATURE_NOT_CALIBRATED');
  });

  it('keeps weights shared without data', async () => {
    const { report } = await quantized({ scheme: 'dynamic' });
    expect(report.weightBytes).toEqual({ before: 4 * WIDTH * WIDTH, after: WIDTH * WIDTH });
    expect(report.warnings).toEqual([]);
  });

  it('gives integers to the ports of both', async () => {
    const { model } = await quantized({
      signatureCalibration: BOTH,
      ports: { inputs: 'uint8', outputs: 'int8' },
    });
    const types = model.signatures.map(({ inputs, outputs }) =>
      [...inputs, ...outputs].map(({ tensor }) => tensor.type),
    );
    expect(types).toEqual([
      ['UINT8', 'INT8'],
      ['UINT8', 'INT8'],
    ]);
  });

  it('refuses a signature that the model has not', async () => {
    const unknown = new Map([['decode', samples(1, 1)]]);
    await expect(quantized({ signatureCalibration: unknown })).rejects.toMatchObject({
      code: 'SIGNATURE_UNUSABLE',
      message: expect.stringContaining('encode, compare') as string,
    });
  });
});

describe('signatureModel()', () => {
  it('takes the inputs of the signature by its names', () => {
    const original = twoSignatures();
    const before = writeModel(original);
    const model = signatureModel(original, 'compare');
    expect(model.subgraphs[0]?.inputs).toMatchObject([{ name: 'rows', shape: [2, WIDTH] }]);
    expect(writeModel(original)).toEqual(before);
  });
});

describe('resizeInputs() of a signature', () => {
  it('changes its graph alone', async () => {
    const shapes = new Map([['rows', [5, WIDTH]]]);
    const model = await resizeInputs(twoSignatures(), { signature: 'compare', shapes }, tflite());
    expect(model.subgraphs.map(({ outputs }) => outputs[0]?.shape)).toEqual([
      [1, WIDTH],
      [5, WIDTH],
    ]);
    const other = { signature: 'compare', shapes: new Map([['input0', [5, WIDTH]]]) };
    await expect(resizeInputs(twoSignatures(), other, tflite())).rejects.toMatchObject({
      code: 'INPUT_UNKNOWN',
    });
  });
});
