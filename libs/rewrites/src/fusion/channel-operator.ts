import {
  elementCount,
  floatData,
  isFloatConstant,
  type BuiltinOperator,
  type Operator,
  type Tensor,
} from '@flotilla/tflite';

/** An operator with constant float weights for each output channel, which stand on the last axis of its output. */
export interface ChannelOperator {
  readonly weights: Tensor;
  /** Absent where the operator adds none. */
  readonly bias: Tensor | undefined;
  readonly channels: number;
  /** Elements of `weights` that follow each other within one channel: its all, or one where channels come last. */
  readonly run: number;
}

interface Layout {
  /** The axis of the output channels in the weights. */
  readonly axis: 'first' | 'last';
  readonly bias: number;
  /** The least version that takes a bias, where that is not every one. */
  readonly biasVersion?: number;
}

/** Weights are input 1 of each. */
const LAYOUTS: Readonly<Partial<Record<BuiltinOperator, Layout>>> = {
  CONV_2D: { axis: 'first', bias: 2 },
  DEPTHWISE_CONV_2D: { axis: 'last', bias: 2 },
  FULLY_CONNECTED: { axis: 'first', bias: 2 },
  TRANSPOSE_CONV: { axis: 'first', bias: 3, biasVersion: 3 },
};

/** `undefined` for other operators, and once an activation is fused: then nothing more can be folded in. */
export function asChannelOperator(operator: Operator): ChannelOperator | undefined {
  const layout = LAYOUTS[operator.code];
  const { options } = operator;
  if (layout === undefined || options === undefined) return undefined;
  if (!('fusedActivationFunction' in options) || options.fusedActivationFunction !== 'NONE')
    return undefined;
  const weights = operator.inputs[1];
  const bias = operator.inputs[layout.bias] ?? undefined;
  if (!isFloatConstant(weights) || (bias !== undefined && !isFloatConstant(bias))) return undefined;
  const channels = weights.shape.at(layout.axis === 'first' ? 0 : -1) ?? 0;
  if (bias !== undefined && elementCount(bias.shape) !== channels) return undefined;
  const count = elementCount(weights.shape);
  if (count === 0) return undefined;
  return { weights, bias, channels, run: layout.axis === 'last' ? 1 : count / channels };
}

/** Lets the operator compute with other weights and another bias. */
export function setConstants(operator: Operator, weights: Tensor, bias: Tensor): void {
  const { bias: position = 2, biasVersion = 1 } = LAYOUTS[operator.code] ?? {};
  operator.inputs = operator.inputs.with(1, weights);
  operator.inputs[position] = bias;
  operator.version = Math.max(operator.version, biasVersion);
}

/** The other operand of an operator, spread over the channels; `undefined` when it is not one value a channel. */
export function channelConstant(tensor: Tensor, channels: number): Float32Array | undefined {
  if (!isFloatConstant(tensor)) return undefined;
  const values = floatData(tensor);
  const [single] = values;
  if (values.length === 1 && single !== undefined) return new Float32Array(channels).fill(single);
  return values.length === channels && tensor.shape.at(-1) === channels ? values : undefined;
}
