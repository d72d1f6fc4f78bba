import { runInTflite } from '@flotilla/testing';
import { type BuiltinOptions, type Model, writeModel } from '@flotilla/tflite';
import { reverseCholesky } from '../src/numerics/cholesky';
import { FULLY_CONNECTED, GraphBuilder } from './graph-builder';
import { normalNumbers } from './normal-numbers';

/** Samples one after the other, and the class of each. */
export interface Labelled {
  readonly values: Float32Array;
  readonly labels: Uint8Array;
}

export interface DenseLayer {
  readonly inputs: number;
  readonly units: number;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

const CLASSES = 10;

/** Features repeat each other: without it their weights would be huge, and cancel. */
const RIDGE = 30;

/**
 * A classifier trained in seconds and without gradients. A hidden unit tells two samples of unlike classes apart: 0 at the
 * one, 1 at the other (Bolager et al., "Sampling weights of deep neural networks", 2023). The last layer is the solution
 * of least squares.
 */
export async function sampledNetwork(
  data: Labelled,
  inputs: number,
  hidden: readonly number[],
): Promise<DenseLayer[]> {
  const layers: DenseLayer[] = [];
  let features = { values: data.values, length: inputs };
  for (const [at, units] of hidden.entries()) {
    layers.push(sampledLayer(features.values, features.length, data.labels, units, at + 1));
    const model = denseModel(layers, data.labels.length, 'RELU');
    const [output = new Uint8Array()] = await runInTflite(writeModel(model), [
      new Uint8Array(data.values.buffer),
    ]);
    features = { values: new Float32Array(Uint8Array.from(output).buffer), length: units };
  }
  return [...layers, leastSquares(features.values, features.length, data.labels)];
}

/** Fully connected layers with RELU between them, for so many samples at once. */
export function denseModel(
  layers: readonly DenseLayer[],
  samples: number,
  last: 'NONE' | 'RELU' = 'NONE',
): Model {
  const builder = new GraphBuilder();
  let tensor = builder.input([samples, layers[0]?.inputs ?? 0]);
  for (const [at, { inputs, units, weights, bias }] of layers.entries()) {
    const fusedActivationFunction = at === layers.length - 1 ? last : 'RELU';
    const operands = [
      tensor,
      builder.constant(`weights${at}`, [units, inputs], [...weights]),
      builder.constant(`bias${at}`, [units], [...bias]),
    ];
    const options = { ...FULLY_CONNECTED, fusedActivationFunction } as BuiltinOptions;
    tensor = builder.apply('FULLY_CONNECTED', operands, [samples, units], options);
  }
  return builder.model(tensor);
}

function sampledLayer(
  values: Float32Array,
  inputs: number,
  labels: Uint8Array,
  units: number,
  seed: number,
): DenseLayer {
  const next = normalNumbers(seed);
  const pick = (): number => Math.floor((Math.abs(next()) * 1e6) % labels.length);
  const weights = new Float32Array(units * inputs);
  const bias = new Float32Array(units);
  for (let unit = 0; unit < units; unit += 1) {
    const zero = pick();
    let one = pick();
    while (labels[one] === labels[zero]) one = pick();
    const row = weights.subarray(unit * inputs, (unit + 1) * inputs);
    const [from, to] = [zero, one].map((at) => values.subarray(at * inputs, (at + 1) * inputs));
    let [distance, offset] = [0, 0];
    for (let at = 0; at < inputs; at += 1) {
      const difference = (to?.[at] ?? 0) - (from?.[at] ?? 0);
      row[at] = difference;
      distance += difference ** 2;
      offset += difference * (from?.[at] ?? 0);
    }
    for (let at = 0; at < inputs; at += 1) row[at] = (row[at] ?? 0) / distance;
    bias[unit] = -offset / distance;
  }
  return { inputs, units, weights, bias };
}

/** Scores near 1 for a sample's class and near 0 for the others, by ridge regression. */
function leastSquares(features: Float32Array, length: number, labels: Uint8Array): DenseLayer {
  // The constant feature behind the others gives the bias.
  const size = length + 1;
  const normal = new Float64Array(size * size);
  const wanted = Array.from({ length: CLASSES }, () => new Float64Array(size));
  const row = new Float64Array(size).fill(1);
  for (const [sample, label] of labels.entries()) {
    row.set(features.subarray(sample * length, (sample + 1) * length));
    for (let at = 0; at < size; at += 1) {
      const value = row[at] ?? 0;
      if (value === 0) continue;
      for (let other = 0; other <= at; other += 1)
        normal[at * size + other] = (normal[at * size + other] ?? 0) + value * (row[other] ?? 0);
      const sums = wanted[label];
      if (sums) sums[at] = (sums[at] ?? 0) + value;
    }
  }
  for (let at = 0; at < size; at += 1) {
    normal[at * size + at] = (normal[at * size + at] ?? 0) + RIDGE;
    for (let other = 0; other < at; other += 1)
      normal[other * size + at] = normal[at * size + other] ?? 0;
  }
  const solutions = wanted.map((sums) => solved(normal, size, sums));
  return {
    inputs: length,
    units: CLASSES,
    weights: Float32Array.from(solutions.flatMap((solution) => [...solution.slice(0, length)])),
    bias: Float32Array.from(solutions, (solution) => solution[length] ?? 0),
  };
}

/** The x of H·x = b, by H = Mᵀ·M with a lower triangular M. */
function solved(matrix: Float64Array, size: number, right: Float64Array): Float64Array {
  const factor = reverseCholesky(matrix.slice(), size);
  if (factor === undefined) throw new RangeError('the features repeat each other');
  const solution = Float64Array.from(right);
  for (let at = size - 1; at >= 0; at -= 1) {
    let sum = solution[at] ?? 0;
    for (let row = at + 1; row < size; row += 1)
      sum -= (factor[row * size + at] ?? 0) * (solution[row] ?? 0);
    solution[at] = sum / (factor[at * size + at] ?? NaN);
  }
  for (let at = 0; at < size; at += 1) {
    let sum = solution[at] ?? 0;
    for (let column = 0; column < at; column += 1)
      sum -= (factor[at * size + column] ?? 0) * (solution[column] ?? 0);
    solution[at] = sum / (factor[at * size + at] ?? NaN);
  }
  return solution;
}
