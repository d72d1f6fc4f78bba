import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readNpy, readNumbers } from '@flotilla/evaluation';
import { litert, runInLitert } from '@flotilla/testing';
import { writeModel } from '@flotilla/tflite';
import { quantize } from '../src/quantize';
import { BLOCK_SIZES, type BlockSize } from '../src/recipe/recipe';
import { fidelityOf } from './fidelity';
import { denseModel, type DenseLayer, type Labelled, sampledNetwork } from './sampled-network';

const SAMPLES = path.resolve(__dirname, '../../../samples/fashion-mnist');
const SIDE = 28;
/** Pictures are framed with zeros, to rows that every block divides. */
const FRAMED = 32;
const HIDDEN = [1024, 512];
const MARGIN = (FRAMED - SIDE) / 2;
const TRAINING = 700;

function fashion(start: number, end: number): Labelled {
  const numbers = (name: string) => {
    const { type, bytes } = readNpy(readFileSync(path.join(SAMPLES, name)));
    return readNumbers(type, bytes);
  };
  const pixels = numbers('evaluation-inputs.npy');
  const values = new Float32Array((end - start) * FRAMED * FRAMED);
  for (let sample = 0; sample < end - start; sample += 1)
    for (let y = 0; y < SIDE; y += 1) {
      const from = ((start + sample) * SIDE + y) * SIDE;
      const row = pixels.subarray(from, from + SIDE);
      values.set(row, (sample * FRAMED + y + MARGIN) * FRAMED + MARGIN);
    }
  return { values, labels: Uint8Array.from(numbers('evaluation-labels.npy').slice(start, end)) };
}

const held = fashion(TRAINING, 1000);
let layers: DenseLayer[];
let reference: Uint8Array;

beforeAll(async () => {
  layers = await sampledNetwork(fashion(0, TRAINING), FRAMED * FRAMED, HIDDEN);
  reference = (await run(writeModel(model())))[0]!;
}, 60_000);

const model = () => denseModel(layers, held.labels.length);
const run = (file: Uint8Array) => runInLitert(file, [new Uint8Array(held.values.buffer)]);

async function inBlocks(blockSize: BlockSize | undefined) {
  const result = await quantize(model(), {
    scheme: {
      name: `blocks of ${blockSize ?? 'a row'}`,
      rules: [{ scheme: 'dynamic', weightBits: 4, ...(blockSize && { blockSize }) }],
    },
    runtime: litert(),
    targetRuntime: '2.3',
  });
  const [output = new Uint8Array()] = await run(writeModel(result.model));
  return { ...result, output, snrDb: fidelityOf(reference, output).snrDb };
}

function rightAnswers(output: Uint8Array): number {
  const scores = new Float32Array(Uint8Array.from(output).buffer);
  return [...held.labels].filter((label, sample) => {
    const row = scores.subarray(sample * 10, (sample + 1) * 10);
    return row.indexOf(Math.max(...row)) === label;
  }).length;
}

describe('blockwise int4 on a dense model of more than a million weights', () => {
  it('errs less the smaller its blocks are, and names the classes that float names', async () => {
    const wholeRows = await inBlocks(undefined);
    const results = [];
    for (const size of BLOCK_SIZES) results.push(await inBlocks(size));
    const ratios = results.map(({ snrDb }) => snrDb);
    expect(ratios).toEqual(ratios.toSorted((left, right) => right - left));
    const [smallest] = results;
    expect(smallest?.snrDb).toBeGreaterThan(wholeRows.snrDb + 5);
    const floatRight = rightAnswers(reference);
    // Half of the pictures would be far above chance already: one in ten.
    expect(floatRight).toBeGreaterThan(held.labels.length / 2);
    expect(rightAnswers(smallest?.output ?? new Uint8Array())).toBeGreaterThan(
      floatRight - held.labels.length * 0.015,
    );
    for (const [at, blockSize] of BLOCK_SIZES.entries()) {
      const { before, after } = results[at]?.report.weightBytes ?? { before: NaN, after: NaN };
      expect(before).toBeGreaterThan(4e6);
      // Of 32 bits, 4 and a float16 scale for each block.
      expect(after / before).toBeLessThan((4 + 16 / blockSize) / 32 + 0.01);
    }
  }, 120_000);
});
