import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { convert } from '@flotilla/converter';
import { readNpy, readNumbers, type DelegateName, type Runtime } from '@flotilla/evaluation';
import { createTfliteRuntime } from '@flotilla/runtime';
import { readModel, writeModel } from '@flotilla/tflite';
import * as tf from '@tensorflow/tfjs';

const root = join(__dirname, '../../..');
const sample = join(root, 'samples/fashion-mnist');
const fixtures = join(root, 'libs/converter/test/fixtures');

/** A source file, inputs, and what TensorFlow computed for them: one file for each output. */
const models = [
  {
    name: 'the sample as Keras file',
    source: join(sample, 'model.keras'),
    inputs: join(sample, 'golden-inputs.npy'),
    outputs: [join(sample, 'golden-outputs.npy')],
    batch: 4,
  },
  {
    name: 'the sample as TensorFlow.js model',
    source: join(sample, 'tfjs/model.json'),
    inputs: join(sample, 'golden-inputs.npy'),
    outputs: [join(sample, 'golden-outputs.npy')],
    batch: 4,
  },
  {
    name: 'a model of every kind of layer',
    source: join(fixtures, 'every-layer.keras'),
    inputs: join(fixtures, 'every-layer-inputs.npy'),
    outputs: [0, 1].map((index) => join(fixtures, `every-layer-output-${index}.npy`)),
    batch: 3,
  },
  {
    name: 'a sequential model without an input layer',
    source: join(fixtures, 'sequential.keras'),
    inputs: join(fixtures, 'sequential-inputs.npy'),
    outputs: [join(fixtures, 'sequential-output-0.npy')],
    batch: 3,
  },
] as const;

const delegates: readonly DelegateName[] = ['cpu', 'xnnpack'];

const cases = models.flatMap((model) =>
  delegates.flatMap((delegate) => [1, model.batch].map((batch) => ({ ...model, delegate, batch }))),
);

async function convertFile(path: string): Promise<Uint8Array> {
  const { model } = await convert({
    bytes: await readFile(path),
    readShard: (shard) => readFile(join(path, '..', shard)),
  });
  return writeModel(model);
}

async function readFloats(path: string): Promise<number[]> {
  const { type, bytes } = readNpy(await readFile(path));
  return Array.from(readNumbers(type, bytes));
}

/** All outputs for all samples, `batch` of them at a time; each output's batches one after the other. */
async function run(
  runtime: Runtime,
  model: Uint8Array,
  options: { delegate: DelegateName; batch: number; inputs: string },
): Promise<number[][]> {
  const interpreter = await runtime.load(model, options);
  const { bytes } = readNpy(await readFile(options.inputs));
  const size = interpreter.inputs[0]?.byteLength ?? 0;
  const results: number[][] = interpreter.outputs.map(() => []);
  for (let start = 0; start < bytes.length; start += size) {
    const outputs = await interpreter.invoke([bytes.slice(start, start + size)]);
    outputs.forEach((output, index) => results[index]?.push(...readNumbers('FLOAT32', output)));
  }
  await interpreter.close();
  return results;
}

function largestDifference(left: readonly number[], right: readonly number[]): number {
  expect(left).toHaveLength(right.length);
  return left.reduce(
    (most, value, index) => Math.max(most, Math.abs(value - (right[index] ?? NaN))),
    0,
  );
}

describe('a converted model in the native runtime', () => {
  const runtime = createTfliteRuntime();

  it.each(cases)(
    'computes what TensorFlow does: $name, $delegate, batch $batch',
    async ({ source, inputs, outputs, delegate, batch }) => {
      const model = await convertFile(source);
      const results = await run(runtime, model, { delegate, batch, inputs });
      expect(results).toHaveLength(outputs.length);
      for (const [index, path] of outputs.entries()) {
        expect(largestDifference(results[index] ?? [], await readFloats(path))).toBeLessThanOrEqual(
          1e-5,
        );
      }
    },
  );

  it('computes what TensorFlow.js itself does with its model', async () => {
    const path = join(sample, 'tfjs/model.json');
    const inputs = join(sample, 'golden-inputs.npy');
    const model = await convertFile(path);
    const [scores] = await run(runtime, model, { delegate: 'cpu', batch: 1, inputs });
    expect(largestDifference(scores ?? [], await predict(path, inputs))).toBeLessThanOrEqual(1e-5);
  });

  it('is the same from either source, and reads back', async () => {
    const [keras, tfjs] = await Promise.all(
      models.slice(0, 2).map(async ({ source }) => readModel(await convertFile(source))),
    );
    expect(keras?.subgraphs[0]?.operators.map(({ code }) => code)).toEqual(
      tfjs?.subgraphs[0]?.operators.map(({ code }) => code),
    );
    expect(keras?.signatures[0]).toMatchObject({
      key: 'serving_default',
      inputs: [{ name: 'image', tensor: { shapeSignature: [-1, 28, 28, 1] } }],
      outputs: [{ name: 'scores', tensor: { shapeSignature: [-1, 10] } }],
    });
  });
});

/** What TensorFlow.js predicts with the model in a file. */
async function predict(path: string, inputs: string): Promise<number[]> {
  const { modelTopology, weightsManifest } = JSON.parse(
    await readFile(path, 'utf8'),
  ) as tf.io.ModelJSON;
  const weights = await readFile(join(path, '../weights.bin'));
  const model = await tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology,
      weightSpecs: weightsManifest.flatMap((group) => group.weights),
      weightData: Uint8Array.from(weights).buffer,
    }),
  );
  const { shape } = readNpy(await readFile(inputs));
  const output = model.predict(tf.tensor(await readFloats(inputs), [...shape]));
  if (Array.isArray(output)) throw new Error('the model has more than one output');
  return Array.from(await output.data());
}
