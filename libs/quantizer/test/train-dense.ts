import type { DenseLayer } from './dense-model';
import { normalNumbers } from './normal-numbers';

/** Samples one after the other, and the class of each. */
export interface Labelled {
  readonly values: Float32Array;
  readonly labels: Uint8Array;
}

const LEARNING_RATE = 0.01;

/**
 * Trains fully connected layers with RELU between them by stochastic gradient descent, a sample a step, to name classes.
 * Zeros among inputs and activations are skipped, which is most of the work.
 * @param sizes of the input, the hidden layers and the output
 */
export function trainDense(
  { values, labels }: Labelled,
  sizes: readonly number[],
  epochs: number,
): DenseLayer[] {
  const next = normalNumbers(1);
  const layers = sizes.slice(1).map((units, at) => initialLayer(sizes[at] ?? 0, units, next));
  const [length = 0] = sizes;
  for (let epoch = 0; epoch < epochs; epoch += 1)
    for (const [sample, label] of labels.entries())
      step(layers, values.subarray(sample * length, (sample + 1) * length), label);
  return layers;
}

/** As He et al. begin: the deviation keeps activations behind a RELU in size. */
function initialLayer(inputs: number, units: number, next: () => number): DenseLayer {
  const deviation = Math.sqrt(2 / inputs);
  const weights = Float32Array.from({ length: units * inputs }, () => deviation * next());
  return { inputs, units, weights, bias: new Float32Array(units) };
}

function step(layers: readonly DenseLayer[], input: Float32Array, label: number): void {
  const activations = [input];
  for (const [at, layer] of layers.entries()) {
    const output = forward(layer, activations[at] ?? input);
    activations.push(at === layers.length - 1 ? softmax(output) : output.map(relu));
  }
  let gradient: Float32Array = (activations.at(-1) ?? input).slice();
  gradient[label] = (gradient[label] ?? 0) - 1;
  for (const [at, layer] of [...layers.entries()].reverse()) {
    const below = activations[at] ?? input;
    gradient = backward(layer, below, gradient, at > 0);
  }
}

function forward({ inputs, units, weights, bias }: DenseLayer, input: Float32Array): Float32Array {
  const places = nonZero(input);
  const output = new Float32Array(units);
  for (let unit = 0; unit < units; unit += 1) {
    const row = unit * inputs;
    let sum = bias[unit] ?? 0;
    for (const place of places) sum += (weights[row + place] ?? 0) * (input[place] ?? 0);
    output[unit] = sum;
  }
  return output;
}

/** Takes a step, and hands on the gradient of what is below where that is a RELU's output. */
function backward(
  { inputs, weights, bias }: DenseLayer,
  input: Float32Array,
  gradient: Float32Array,
  handsOn: boolean,
): Float32Array {
  const places = nonZero(input);
  const passedOn = new Float32Array(handsOn ? inputs : 0);
  for (const unit of nonZero(gradient)) {
    const row = unit * inputs;
    const slope = gradient[unit] ?? 0;
    const change = LEARNING_RATE * slope;
    for (const place of places) {
      const weight = weights[row + place] ?? 0;
      if (handsOn) passedOn[place] = (passedOn[place] ?? 0) + weight * slope;
      weights[row + place] = weight - change * (input[place] ?? 0);
    }
    bias[unit] = (bias[unit] ?? 0) - change;
  }
  return passedOn;
}

function nonZero(values: Float32Array): Uint32Array {
  const places = new Uint32Array(values.length);
  let count = 0;
  for (let at = 0; at < values.length; at += 1) if (values[at] !== 0) places[count++] = at;
  return places.subarray(0, count);
}

function softmax(scores: Float32Array): Float32Array {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

function relu(value: number): number {
  return Math.max(0, value);
}
