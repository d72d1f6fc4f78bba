import {
  elementCount,
  floatData,
  isFloatConstant,
  type Operator,
  type Tensor,
} from '@flotilla/tflite';

/** An operator with float weights for each output channel and a bias, both constant. */
export interface ChannelOperator {
  readonly weights: Tensor;
  readonly bias: Tensor;
  readonly channels: number;
  /** Elements of `weights` that follow each other within one channel: its all, or one where channels come last. */
  readonly run: number;
}

/** `undefined` for other operators, and once an activation is fused: then nothing more can be folded in. */
export function asChannelOperator(operator: Operator): ChannelOperator | undefined {
  const { code, options } = operator;
  if (code !== 'CONV_2D' && code !== 'DEPTHWISE_CONV_2D' && code !== 'FULLY_CONNECTED')
    return undefined;
  const activation =
    options !== undefined && 'fusedActivationFunction' in options
      ? options.fusedActivationFunction
      : 'NONE';
  const [, weights, bias] = operator.inputs;
  if (activation !== 'NONE' || !isFloatConstant(weights) || !isFloatConstant(bias))
    return undefined;
  const channels = bias.shape[0] ?? 0;
  const count = elementCount(weights.shape);
  return { weights, bias, channels, run: code === 'DEPTHWISE_CONV_2D' ? 1 : count / channels };
}

/** The other operand of a MUL or ADD, spread over the channels; `undefined` when it is not one value a channel. */
export function channelConstant(tensor: Tensor, channels: number): Float32Array | undefined {
  if (!isFloatConstant(tensor)) return undefined;
  const values = floatData(tensor);
  const [single] = values;
  if (values.length === 1 && single !== undefined) return new Float32Array(channels).fill(single);
  return values.length === channels && tensor.shape.at(-1) === channels ? values : undefined;
}
