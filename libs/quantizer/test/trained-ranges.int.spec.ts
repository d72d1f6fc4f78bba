import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Invocation, readNpy } from '@flotilla/evaluation';
import { tflite } from '@flotilla/testing';
import {
  bytesOf,
  isQuantized,
  makeOperator,
  type Model,
  readModel,
  writeModel,
} from '@flotilla/tflite';
import { alreadyQuantized } from '../src/already-quantized';
import { quantize } from '../src/quantize';
import type { Scheme } from '../src/recipe/scheme';
import { rangeOfEncoding } from '../src/fake-quant/encoding';
import { fakeQuantizations } from '../src/fake-quant/fake-quantization';

const SAMPLES = path.resolve(__dirname, '../../../samples/fashion-mnist');
const MODEL = path.join(__dirname, 'fixtures/trained-ranges.tflite');

/** Of 1,000 images: 0.2 points of top-1. */
const CLOSE_IMAGES = 2;

/** Exported by TensorFlow: fake quantization as QUANTIZE and DEQUANTIZE, of weights by channel. */
async function exported(): Promise<Model> {
  return readModel(await readFile(MODEL));
}

/** The same network with FAKE_QUANT operators, which know no channels: those of weights by channel stay as they are. */
async function withFakeQuantOperators(): Promise<Model> {
  const model = await exported();
  for (const subgraph of model.subgraphs) {
    for (const { source, results, operators, encoding } of fakeQuantizations(subgraph)) {
      const [first] = operators;
      const [result] = results;
      if (encoding.scale.length > 1 || first === undefined || result === undefined) continue;
      const range = rangeOfEncoding(encoding);
      const narrowRange = source.buffer !== undefined;
      const at = subgraph.operators.indexOf(first);
      subgraph.operators = subgraph.operators.filter((operator) => !operators.includes(operator));
      const min = narrowRange ? -range.max : range.min;
      const options = {
        type: 'FakeQuantOptions',
        min,
        max: range.max,
        numBits: 8,
        narrowRange,
      } as const;
      result.shape = source.shape;
      subgraph.operators.splice(
        at,
        0,
        makeOperator({
          code: 'FAKE_QUANT',
          version: narrowRange ? 2 : 1,
          inputs: [source],
          outputs: [result],
          options,
        }),
      );
      subgraph.tensors = subgraph.tensors.filter((tensor) => tensor !== first.outputs[0]);
    }
  }
  return model;
}

async function judgingSet(): Promise<{ images: Float32Array[]; labels: number[] }> {
  const [inputs, labels] = await Promise.all(
    ['evaluation-inputs.npy', 'evaluation-labels.npy'].map(async (name) =>
      readNpy(await readFile(path.join(SAMPLES, name))),
    ),
  );
  const values = new Float32Array(Uint8Array.from(inputs!.bytes).buffer);
  const count = inputs!.shape[0] ?? 0;
  const length = values.length / count;
  return {
    images: Array.from({ length: count }, (_, at) => values.slice(at * length, (at + 1) * length)),
    labels: [...new Int32Array(Uint8Array.from(labels!.bytes).buffer)],
  };
}

/** Images that native TensorFlow Lite gives their own class. */
async function rightImages(model: Model): Promise<number> {
  const { images, labels } = await judgingSet();
  const interpreter = await tflite().load(writeModel(model), { delegate: 'cpu' });
  let right = 0;
  for (const [at, image] of images.entries()) {
    const [bytes] = await interpreter.invoke([bytesOf(image)]);
    const scores = new Float32Array(Uint8Array.from(bytes!).buffer);
    right += scores.indexOf(Math.max(...scores)) === labels[at] ? 1 : 0;
  }
  await interpreter.close();
  return right;
}

async function* someImages(): AsyncIterable<Invocation> {
  const { images } = await judgingSet();
  for (const image of images.slice(0, 16)) yield { inputs: [bytesOf(image)], sampleCount: 1 };
}

let trainedRight = 0;

beforeAll(async () => {
  // As FAKE_QUANT no runtime computes it: kernels refuse the narrow range of weights.
  trainedRight = await rightImages(await exported());
  expect(trainedRight).toBeGreaterThan(850);
});

const codesOf = ({ subgraphs }: Model) =>
  subgraphs.flatMap(({ operators }) => operators.map(({ code }) => code));

describe.each([
  ['QUANTIZE and DEQUANTIZE', exported],
  ['FAKE_QUANT', withFakeQuantOperators],
] as const)('a model trained with fake quantization, as %s', (form, load) => {
  it('is float to whom it may concern, and its training left marks', async () => {
    const model = await load();
    expect(alreadyQuantized(model)).toBe(false);
    expect(codesOf(model)).toContain(form === 'FAKE_QUANT' ? 'FAKE_QUANT' : 'QUANTIZE');
  });

  it('becomes int8 that scores as training saw it, without a sample', async () => {
    const model = await load();
    const { model: quantized, report } = await quantize(model, {
      scheme: 'int8',
      runtime: tflite(),
    });
    expect(report.leftFloat).toEqual([]);
    expect(report.warnings).toEqual([]);
    expect(report.preparation['take-fake-quantization']).toBeGreaterThan(15);
    const codes = codesOf(quantized);
    expect(codes).not.toContain('FAKE_QUANT');
    expect(codes.filter((code) => code === 'QUANTIZE')).toHaveLength(1);
    expect(codes.filter((code) => code === 'DEQUANTIZE')).toHaveLength(1);
    const difference = (await rightImages(quantized)) - trainedRight;
    expect(Math.abs(difference)).toBeLessThanOrEqual(CLOSE_IMAGES);
  });

  it('keeps every trained grid, whatever a sample says', async () => {
    const model = await load();
    const { model: quantized } = await quantize(model, {
      scheme: 'int8',
      runtime: tflite(),
      calibration: someImages,
    });
    const scales = new Set(
      quantized.subgraphs.flatMap(({ tensors }) =>
        tensors.filter(isQuantized).flatMap(({ quantization }) => quantization?.scale ?? []),
      ),
    );
    const near = (wanted: number) =>
      [...scales].some((scale) => Math.abs(scale - wanted) <= wanted * 1e-6);
    for (const subgraph of (await exported()).subgraphs)
      for (const { encoding, source } of fakeQuantizations(subgraph)) {
        expect({ source: source.name, kept: encoding.scale.every(near) }).toEqual({
          source: source.name,
          kept: true,
        });
      }
  });

  it.each<Scheme>(['float16', 'dynamic', 'weight-only', '16x8'])(
    'scores in %s as it did in training',
    async (scheme) => {
      const model = await load();
      const { model: quantized } = await quantize(model, { scheme, runtime: tflite() });
      expect(codesOf(quantized)).not.toContain('FAKE_QUANT');
      const difference = (await rightImages(quantized)) - trainedRight;
      // Activations are rounded less than in training, or not at all.
      expect(Math.abs(difference)).toBeLessThanOrEqual(3 * CLOSE_IMAGES);
    },
  );
});

describe('a model that somebody has quantized', () => {
  it('is refused as before', async () => {
    const { model } = await quantize(await exported(), { scheme: 'int8', runtime: tflite() });
    expect(alreadyQuantized(model)).toBe(true);
    await expect(quantize(model, { scheme: 'int8' })).rejects.toMatchObject({
      code: 'ALREADY_QUANTIZED',
    });
  });
});
