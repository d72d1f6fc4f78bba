import { createHash } from 'node:crypto';
import { writeNpy, writeNpz, writeNumbers } from '@flotilla/evaluation';
import {
  bytesOf,
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  optionsOf,
  type Tensor,
  writeModel,
} from '@flotilla/tflite';

const inputCount = 16;
export const classCount = 4;

/** Deterministic numbers between −1 and 1. */
function numbers(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return (state / 2 ** 32) * 2 - 1;
  });
}

export interface TinyModel {
  readonly file: Uint8Array;
  readonly digest: string;
  /** The class scores that the model gives for one sample. */
  readonly scores: (sample: Float32Array) => number[];
}

/**
 * One fully connected layer, 16 → 4, with weights of its own for each seed; padded to make a download take time, and
 * with a batch that decides how much memory its tensors take.
 */
export function tinyModel(seed: number, paddingBytes = 0, batch = 1): TinyModel {
  const weights = numbers(inputCount * classCount, seed);
  const constant = (name: string, shape: number[], data: Float32Array): Tensor =>
    makeTensor({ name, type: 'FLOAT32', shape, buffer: { data: bytesOf(data) } });
  const input = makeTensor({ name: 'x', type: 'FLOAT32', shape: [batch, inputCount] });
  const output = makeTensor({ name: 'y', type: 'FLOAT32', shape: [batch, classCount] });
  const file = writeModel(
    makeModel({
      subgraphs: [
        makeSubgraph({
          inputs: [input],
          outputs: [output],
          operators: [
            makeOperator({
              code: 'FULLY_CONNECTED',
              inputs: [
                input,
                constant('weights', [classCount, inputCount], weights),
                constant('bias', [classCount], new Float32Array(classCount)),
              ],
              outputs: [output],
              options: optionsOf('FullyConnectedOptions', {}),
            }),
          ],
        }),
      ],
      metadata: [{ name: 'padding', buffer: { data: new Uint8Array(paddingBytes).fill(seed) } }],
    }),
  );
  const scores = (sample: Float32Array): number[] =>
    Array.from({ length: classCount }, (_, row) =>
      sample.reduce((sum, x, i) => sum + x * (weights[row * inputCount + i] ?? 0), 0),
    );
  return { file, digest: digestOf(file), scores };
}

export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const sampleCount = 8;
const samples = numbers(inputCount * sampleCount, 77);
const sampleRows = Array.from({ length: sampleCount }, (_, i) =>
  samples.subarray(i * inputCount, (i + 1) * inputCount),
);

const inputsArray = {
  type: 'FLOAT32' as const,
  shape: [sampleCount, inputCount],
  bytes: bytesOf(samples),
};

/** Golden samples as the optimizer makes them, with the outputs of `model` as the float reference. */
export function goldenFile(model: TinyModel): Uint8Array {
  const outputs = writeNumbers('FLOAT32', sampleRows.flatMap(model.scores));
  const outputsArray = {
    type: 'FLOAT32' as const,
    shape: [sampleCount, classCount],
    bytes: outputs,
  };
  return writeNpz(
    new Map([
      ['inputs', inputsArray],
      ['outputs', outputsArray],
    ]),
  );
}

/** `evaluation-inputs.npy` and `evaluation-labels.npy`, labelled so that `model` is always right. */
export function evaluationFiles(model: TinyModel): { inputs: Uint8Array; labels: Uint8Array } {
  const labels = sampleRows.map((row) => {
    const scores = model.scores(row);
    return scores.indexOf(Math.max(...scores));
  });
  const bytes = writeNumbers('INT32', labels);
  return {
    inputs: writeNpy(inputsArray),
    labels: writeNpy({ type: 'INT32', shape: [sampleCount], bytes }),
  };
}
