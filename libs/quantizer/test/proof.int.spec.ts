import { type Invocation, modelInputs } from '@flotilla/evaluation';
import { tflite, ZOO } from '@flotilla/testing';
import { elementCount, type Model, optionsOf, readModel } from '@flotilla/tflite';
import { z } from 'zod';
import type { CalibrationData } from '../src/calibrate/samples';
import { quantize, type QuantizationResult } from '../src/quantize';
import type { QuantizeOptions } from '../src/quantize-options';
import { SCHEMES } from '../src/recipe/scheme';
import { quantizationReportSchema, reportSchema } from '../src/report/schema/report-schema';
import type { MeasuredProof } from '../src/verify/proof';
import { FULLY_CONNECTED, GraphBuilder, SOFTMAX } from './graph-builder';
import { normalNumbers } from './normal-numbers';

const CHANNELS = 32;
const IMAGE = [1, 4, 4, CHANNELS];
const CLASSES = 40;

/** Two convolutions, their mean, and scores of classes. */
function classifier(): Model {
  const builder = new GraphBuilder();
  const next = normalNumbers(1);
  const numbers = (count: number, scale = 1) => Array.from({ length: count }, () => scale * next());
  const layer = (input: ReturnType<GraphBuilder['input']>) =>
    builder.pointwise(input, numbers(CHANNELS ** 2, 0.2), numbers(CHANNELS));
  const features = layer(layer(builder.input(IMAGE)));
  const axes = builder.integers('axes', [1, 2]);
  const pooled = builder.apply(
    'MEAN',
    [features, axes],
    [1, CHANNELS],
    optionsOf('ReducerOptions'),
  );
  const weights = builder.constant('w', [CLASSES, CHANNELS], numbers(CLASSES * CHANNELS, 0.2));
  const scores = builder.apply(
    'FULLY_CONNECTED',
    [pooled, weights, null],
    [1, CLASSES],
    FULLY_CONNECTED,
  );
  return builder.model(builder.apply('SOFTMAX', [scores], [1, CLASSES], SOFTMAX));
}

function samplesFor(model: Model, count: number): CalibrationData {
  const next = normalNumbers(2);
  const [input] = modelInputs(model);
  const length = elementCount(input?.shape ?? []);
  const samples = Array.from({ length: count }, (): Invocation => {
    const values = Float32Array.from({ length }, next);
    return { inputs: [new Uint8Array(values.buffer)], sampleCount: 1 };
  });
  return () => samples;
}

function measured({ report }: QuantizationResult): MeasuredProof {
  if (report.proof.status !== 'measured') throw new RangeError(report.proof.reason);
  return report.proof;
}

describe('the proof of a result', () => {
  const model = classifier();
  const runtime = tflite();

  const quantized = (options: Partial<QuantizeOptions>): Promise<QuantizationResult> =>
    quantize(model, { scheme: 'int8', effort: 'fast', runtime, ...options });

  it('measures outputs on held-out samples, and activations in order of execution', async () => {
    const result = await quantized({ calibration: samplesFor(model, 80) });
    const { outputs, tensors, heldOut, reference, unmatchedTensors } = measured(result);
    expect({ heldOut, reference, unmatchedTensors }).toEqual({
      heldOut: true,
      reference: 'given',
      unmatchedTensors: 0,
    });
    expect(outputs).toHaveLength(1);
    expect(outputs[0]).toMatchObject({ samples: 10, values: 10 * CLASSES, notFinite: 0 });
    expect(outputs[0]?.snrDb).toBeGreaterThan(20);
    expect(outputs[0]?.top1Agreement?.count).toBe(10);
    const computed = result.report.operators.map(({ output }) => output);
    expect(tensors.map(({ name }) => name)).toEqual(computed);
    expect(tensors.every(({ type, samples }) => type === 'INT8' && samples === 4)).toBe(true);
    expect(outputs[0]?.klDivergence).toBeGreaterThan(0);
    expect(tensors.at(-1)?.klDivergence).toBeGreaterThan(0);
    expect(tensors[0]?.klDivergence).toBeNull();
  });

  it('is finer in 16x8 than in int8', async () => {
    const calibration = samplesFor(model, 32);
    const [coarse, fine] = [
      measured(await quantized({ calibration })),
      measured(await quantized({ scheme: '16x8', calibration })),
    ];
    expect(fine.tensors[1]?.snrDb).toBeGreaterThan((coarse.tensors[1]?.snrDb ?? 0) + 5);
  });

  it('dequantizes integer outputs, and quantizes what goes into integer inputs', async () => {
    const calibration = samplesFor(model, 32);
    const ports = { inputs: 'int8', outputs: 'int8' } as const;
    const [inside, outside] = [
      measured(await quantized({ calibration })).outputs[0],
      measured(await quantized({ calibration, ports })).outputs[0],
    ];
    expect([inside?.type, outside?.type]).toEqual(['FLOAT32', 'INT8']);
    expect(outside?.snrDb).toBeCloseTo(inside?.snrDb ?? 0, 0);
  });

  it('proves the main graph on the data of its signature', async () => {
    const signatureCalibration = new Map([['serving_default', samplesFor(model, 32)]]);
    expect(measured(await quantized({ signatureCalibration })).outputs[0]?.samples).toBe(4);
  });

  it('says so where samples are too few to hold some out', async () => {
    const { heldOut, outputs } = measured(await quantized({ calibration: samplesFor(model, 3) }));
    expect(heldOut).toBe(false);
    expect(outputs[0]?.samples).toBe(3);
  });

  it.each([
    ['data', { scheme: 'dynamic' }, 'NO_DATA'],
    ['wish', { scheme: 'dynamic', prove: false }, 'NOT_ASKED'],
  ] as const)('is unknown without %s', async (_, options, reasonCode) => {
    expect((await quantized(options)).report.proof).toMatchObject({
      status: 'unknown',
      reasonCode,
    });
  });

  it('is unknown without a runtime', async () => {
    const { report } = await quantize(model, { scheme: 'dynamic' });
    expect(report.proof).toMatchObject({ status: 'unknown', reasonCode: 'NO_RUNTIME' });
    expect(report.runtimes).toEqual([]);
  });

  it('warns with the words of another runtime that refuses', async () => {
    const refusing = {
      name: 'refusing',
      version: '0',
      delegates: ['cpu'] as const,
      load: () => Promise.reject(new Error('no room today')),
    };
    const { report } = await quantized({ scheme: 'float16', otherRuntimes: [refusing, runtime] });
    expect(report.runtimes.map(({ isTarget, runs }) => [isTarget, runs])).toEqual([
      [true, true],
      [false, false],
      [false, true],
    ]);
    expect(report.warnings).toEqual([
      { code: 'RUNTIME_REFUSED', message: expect.stringContaining('no room today') as string },
    ]);
  });

  it.each(SCHEMES.filter((scheme) => !scheme.includes('int4')))(
    'a report of %s is what its schema says, and nothing else',
    async (scheme) => {
      const { report } = await quantized({ scheme, calibration: samplesFor(model, 16) });
      const plain: unknown = JSON.parse(JSON.stringify(report));
      expect(quantizationReportSchema.parse(plain)).toEqual(plain);
      expect(z.fromJSONSchema(reportSchema as never).parse(plain)).toEqual(plain);
    },
  );

  it('compares a model that the runtime does not take with its prepared form', async () => {
    const custom = ZOO.find(({ customOperators }) => customOperators)!;
    const segmentation = readModel(await custom.load());
    const result = await quantize(segmentation, {
      scheme: 'int8',
      effort: 'fast',
      runtime,
      calibration: samplesFor(segmentation, 1),
    });
    const proof = measured(result);
    expect(proof.reference).toBe('prepared');
    expect(proof.tensors.length).toBeGreaterThan(100);
  }, 60_000);
});
