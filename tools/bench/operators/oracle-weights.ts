import { bytesOf, makeTensor, type Quantization, type Tensor } from '@flotilla/tflite';
import type { ConstantOperand } from '@flotilla/testing';
import type { Activation } from './encodings';

/** Of int32's 31 bits, what a bias may take, so that sums of products have room beside it. */
const LARGEST_BIAS = 2 ** 30;

export interface OracleWeights {
  readonly weights: Tensor;
  readonly bias?: Tensor;
}

export interface WeightFacts {
  readonly bias: ConstantOperand | undefined;
  /** Of output channels; without one, all weights have one scale. */
  readonly axis: number | undefined;
  readonly inputScale: number;
  readonly activation: Activation;
}

/**
 * Symmetric int8 weights at the finest scales, and the bias that goes with them. A channel whose bias would not fit gets
 * a coarser scale.
 */
export function oracleWeights(
  weights: ConstantOperand,
  { bias, axis, inputScale, activation }: WeightFacts,
): OracleWeights {
  const { shape } = weights;
  const channels = axis === undefined ? 1 : (shape[axis] ?? 1);
  const inner = axis === undefined ? Infinity : shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  const channelOf = (at: number): number => Math.floor(at / inner) % channels;
  const largest = new Float64Array(channels);
  weights.data.forEach((value, at) => {
    const channel = channelOf(at);
    largest[channel] = Math.max(largest[channel] ?? 0, Math.abs(value));
  });
  const scales = [...largest].map((value, channel) => {
    const room = Math.abs(bias?.data[channel] ?? 0) / LARGEST_BIAS / inputScale;
    return Math.fround(Math.max(value / 127, activation === 'int8' ? room : 0, 1e-12));
  });
  const scaleAt = (at: number): number => scales[at] ?? 1;
  const stored = Int8Array.from(weights.data, (value, at) =>
    Math.round(value / scaleAt(channelOf(at))),
  );
  const steps = scales.map((scale) => scale * inputScale);
  return {
    weights: makeTensor({
      name: 'weights',
      type: 'INT8',
      shape: [...shape],
      buffer: { data: bytesOf(stored) },
      quantization: quantization(scales, axis ?? 0),
    }),
    ...(bias && { bias: biasTensor(bias, steps, activation) }),
  };
}

function biasTensor(
  bias: ConstantOperand,
  steps: readonly number[],
  activation: Activation,
): Tensor {
  const values = Array.from(bias.data, (value, at) =>
    Math.round(value / (steps[steps.length === 1 ? 0 : at] ?? 1)),
  );
  const wide = activation === 'int16';
  return makeTensor({
    name: 'bias',
    type: wide ? 'INT64' : 'INT32',
    shape: [...bias.shape],
    buffer: {
      data: bytesOf(wide ? BigInt64Array.from(values, BigInt) : Int32Array.from(values)),
    },
    quantization: quantization(steps, 0),
  });
}

function quantization(scale: readonly number[], quantizedDimension: number): Quantization {
  return {
    min: [],
    max: [],
    scale: scale.map(Math.fround),
    zeroPoint: scale.map(() => 0n),
    quantizedDimension,
  };
}
