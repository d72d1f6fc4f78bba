import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readNpy, readNumbers } from '@flotilla/evaluation';
import { litert, runInLitert } from '@flotilla/testing';
import { type Model, writeModel } from '@flotilla/tflite';
import { quantize } from '../src/quantize';
import { BLOCK_SIZES, type BlockSize } from '../src/recipe/recipe';
import { denseModel, type DenseLayer } from './dense-model';
import { fidelityOf } from './fidelity';
import { type Labelled, trainDense } from './train-dense';

const SAMPLES = path.resolve(__dirname, '../../../samples/fashion-mnist');
const SIDE = 28;
/** Pictures are framed with zeros, to rows that blocks of every size divide. */
const FRAMED = 32;
const MARGIN = (FRAMED - SIDE) / 2;
const CLASSES = 10;
const SIZES = [FRAMED ** 2, 1024, 512, CLASSES];
const TRAINING = 700;

function fashion(start: number, end: number): Labelled {
  const numbers = (name: string) => {
    const { type, bytes } = readNpy(readFileSync(path.join(SAMPLES, name)));
    return readNumbers(type, bytes);
  };
  const pixels = numbers('evaluation-inputs.npy');
  const values = new Float32Array((end - start) * FRAMED ** 2);
  for (let sample = 0; sample < end - start; sample += 1)
    for (let y = 0; y < SIDE; y += 1) {
      const from = ((start + sample) * SIDE + y) * SIDE;
      const to = (sample * FRAMED + y + MARGIN) * FRAMED + MARGIN;
      values.set(pixels.subarray(from, from + SIDE), to);
    }
  return { values, labels: Uint8Array.from(numbers('evaluation-labels.npy').slice(start, end)) };
}

const held = fashion(TRAINING, 1000);

function rightAnswers(output: Uint8Array): number {
  const scores = new Float32Array(Uint8Array.from(output).buffer);
  return [...held.labels].filter((label, sample) => {
    const row = scores.subarray(sample * CLASSES, (sample + 1) * CLASSES);
    return row.indexOf(Math.max(...row)) === label;
  }).length;
}

async function run(model: Model): Promise<{ hidden: Uint8Array; right: number }> {
  const file = writeModel(model);
  const [hidden, scores] = await runInLitert(file, [new Uint8Array(held.values.buffer)]);
  return { hidden: hidden!, right: rightAnswers(scores!) };
}

/** One scale for so many weights, or for a whole row. */
type Block = BlockSize | 'row';

function quantized(model: Model, blockSize: Block, targetRuntime: '2.9' | '2.3') {
  const blocks = blockSize === 'row' ? {} : { blockSize };
  const rule = { scheme: 'dynamic', weightBits: 4, ...blocks } as const;
  const scheme = { name: 'blocks', rules: [rule] };
  return quantize(model, { scheme, runtime: litert(), targetRuntime, effort: 'fast' });
}

describe('4-bit weights in blocks, in a trained network of 1.6 million', () => {
  let layers: DenseLayer[];
  let float: Awaited<ReturnType<typeof run>>;
  const snrDb = new Map<Block, number>();

  beforeAll(async () => {
    layers = trainDense(fashion(0, TRAINING), SIZES, 2);
    float = await run(denseModel(layers, held.labels.length));
  }, 120_000);

  it('is a network that has learnt', () => {
    const weights = layers.reduce((sum, { inputs, units }) => sum + inputs * units, 0);
    expect(weights).toBe(1_577_984);
    expect(float.right).toBeGreaterThan(0.65 * held.labels.length);
  });

  it.each([...BLOCK_SIZES, 'row'] as const)(
    'answers as float does, in half a byte a weight, with a scale for %s',
    async (blockSize) => {
      const model = denseModel(layers, held.labels.length);
      const { model: small, report } = await quantized(model, blockSize, '2.3');
      expect(report.operators.map(({ scheme, version }) => [scheme, version])).toEqual(
        layers.map(() => ['dynamic', 10]),
      );
      const actual = await run(small);
      snrDb.set(blockSize, fidelityOf(float.hidden, actual.hidden).snrDb);
      expect(Math.abs(actual.right - float.right)).toBeLessThanOrEqual(0.03 * held.labels.length);
      // Scales are halves, a block each; those of whole rows stand beside the tensor. Biases stay float.
      const bytes = layers.map(
        ({ inputs, units }) =>
          (inputs * units) / 2 +
          (blockSize === 'row' ? 0 : (2 * inputs * units) / blockSize) +
          4 * units,
      );
      expect(report.weightBytes.after).toBe(bytes.reduce((sum, each) => sum + each, 0));
    },
    60_000,
  );

  it('is the finer the smaller the blocks, and always finer than one scale a row', () => {
    const [row = NaN, ...blocks] = (['row', 256, 128, 64, 32] as const).map((size) =>
      snrDb.get(size),
    );
    expect(row).toBeGreaterThan(15);
    let last = row;
    for (const each of blocks) {
      expect(each).toBeGreaterThan(last);
      last = each ?? NaN;
    }
  });

  it('names what it leaves: rows that no block divides, and a runtime without the kernel', async () => {
    const units = 64;
    const odd = { inputs: SIDE ** 2, units, weights: new Float32Array(SIDE ** 2 * units).fill(1) };
    const model = denseModel([{ ...odd, bias: new Float32Array(units) }], 1);
    const { report } = await quantized(model, 32, '2.3');
    expect(report.leftFloat).toEqual([
      expect.objectContaining({ reason: 'blocks of 32 do not divide its rows of 784 weights' }),
    ]);
    const old = await quantized(denseModel(layers.slice(2), 1), 32, '2.9');
    expect(old.report.operators[0]).toMatchObject({
      scheme: 'float',
      reasonCode: 'VERSION_ABOVE_RUNTIME',
    });
  });
});
