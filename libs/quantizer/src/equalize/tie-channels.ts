import {
  constantData,
  elementCount,
  isConstant,
  isFloatConstant,
  type BuiltinOperator,
  type Operator,
  type Subgraph,
  type Tensor,
} from '@flotilla/tflite';
import { channelCount } from '../numerics/channels';
import { ChannelClasses } from './channel-classes';

/** Says which channels an operator ties or pins; all that it does not speak of stay free. */
type Tie = (operator: Operator, classes: ChannelClasses) => void;

/** Finds which channels of a subgraph's activations can be scaled, and which together. */
export function tieChannels(subgraph: Subgraph): ChannelClasses {
  const classes = new ChannelClasses(subgraph);
  for (const operator of subgraph.operators) {
    const tie = passesActivations(operator, classes) ? TIES[operator.code] : undefined;
    (tie ?? pinAll)(operator, classes);
  }
  for (const tensor of [...subgraph.inputs, ...subgraph.outputs])
    if (classes.has(tensor)) classes.pin(tensor);
  return classes;
}

/** Kernels that move or compute values take integers and constants as well, which have no channels to scale. */
function passesActivations({ inputs, outputs }: Operator, classes: ChannelClasses): boolean {
  return [inputs[0], outputs[0]].every((tensor) => tensor && classes.has(tensor));
}

const TIES: Readonly<Partial<Record<BuiltinOperator, Tie>>> = {
  CONV_2D: tieConvolution,
  DEPTHWISE_CONV_2D: tieDepthwise,
  FULLY_CONNECTED: tieFullyConnected,
  ADD: tieSum,
  RELU: tiePassing,
  LEAKY_RELU: tiePassing,
  PRELU: tiePrelu,
  MAX_POOL_2D: tiePassing,
  AVERAGE_POOL_2D: tiePassing,
  RESIZE_BILINEAR: tiePassing,
  RESIZE_NEAREST_NEIGHBOR: tiePassing,
  PAD: tiePadding,
  CONCATENATION: tieConcatenation,
  RESHAPE: tieReshape,
  MEAN: tieMean,
};

/** Weights and biases take the factors of inputs and outputs up. */
function tieConvolution(operator: Operator, classes: ChannelClasses): void {
  const [input, filter, bias] = operator.inputs;
  const [output] = operator.outputs;
  if (!input || output === undefined) return;
  const absorbs =
    isFloatConstant(filter) &&
    filter.shape[3] === channelCount(input) &&
    (!bias || isFloatConstant(bias));
  if (!absorbs) pinAll(operator, classes);
  else capOrPin(operator, output, classes);
}

function tieDepthwise(operator: Operator, classes: ChannelClasses): void {
  const [, filter, bias] = operator.inputs;
  const [output] = operator.outputs;
  if (output === undefined) return;
  const absorbs = isFloatConstant(filter) && (!bias || isFloatConstant(bias));
  if (!absorbs) pinAll(operator, classes);
  else capOrPin(operator, output, classes);
}

function tieFullyConnected(operator: Operator, classes: ChannelClasses): void {
  const [input, filter, bias] = operator.inputs;
  const [output] = operator.outputs;
  if (!input || output === undefined) return;
  const absorbs =
    isFloatConstant(filter) &&
    filter.shape[1] === channelCount(input) &&
    (!bias || isFloatConstant(bias));
  if (!absorbs) pinAll(operator, classes);
  // One scale serves all its weights in some runtimes: making some rows larger would coarsen the others.
  else classes.pin(output);
}

function tieSum(operator: Operator, classes: ChannelClasses): void {
  const [left, right] = operator.inputs;
  const [output] = operator.outputs;
  if (!left || !right || output === undefined) return;
  const isAlike = [left, right].every(
    (input) => classes.has(input) && channelCount(input) === channelCount(output),
  );
  if (!isAlike || !commutes(operator)) pinAll(operator, classes);
  else {
    classes.uniteAll(output, left);
    classes.uniteAll(output, right);
  }
}

function tiePassing(operator: Operator, classes: ChannelClasses): void {
  const [input] = operator.inputs;
  const [output] = operator.outputs;
  if (!input || output === undefined || !commutes(operator)) pinAll(operator, classes);
  else classes.uniteAll(output, input);
}

function tiePrelu(operator: Operator, classes: ChannelClasses): void {
  if (isConstant(operator.inputs[1])) tiePassing(operator, classes);
  else pinAll(operator, classes);
}

function tiePadding(operator: Operator, classes: ChannelClasses): void {
  const [input, paddings] = operator.inputs;
  const [output] = operator.outputs;
  if (!input || output === undefined || !isConstant(paddings) || paddings.type !== 'INT32') {
    pinAll(operator, classes);
    return;
  }
  const before = constantData(paddings, 'INT32').at(-2) ?? 0;
  for (let channel = 0; channel < channelCount(input); channel += 1)
    classes.unite(output, channel + before, input, channel);
}

function tieConcatenation(operator: Operator, classes: ChannelClasses): void {
  const [output] = operator.outputs;
  const { inputs, options } = operator;
  const isTied = inputs.every((input) => input && classes.has(input));
  if (output === undefined || options?.type !== 'ConcatenationOptions' || !isTied) {
    pinAll(operator, classes);
    return;
  }
  const last = output.shape.length - 1;
  const isByChannel = options.axis === last || options.axis === -1;
  let offset = 0;
  for (const input of inputs) {
    if (!input) continue;
    for (let channel = 0; channel < channelCount(input); channel += 1)
      classes.unite(output, channel + offset, input, channel);
    if (isByChannel) offset += channelCount(input);
  }
}

function tieReshape(operator: Operator, classes: ChannelClasses): void {
  const [input] = operator.inputs;
  const [output] = operator.outputs;
  const keepsChannels = input && output && channelCount(input) === channelCount(output);
  if (keepsChannels) classes.uniteAll(output, input);
  else pinAll(operator, classes);
}

function tieMean(operator: Operator, classes: ChannelClasses): void {
  const [input, axes] = operator.inputs;
  const [output] = operator.outputs;
  const keepsChannels =
    input &&
    output &&
    isConstant(axes) &&
    axes.type === 'INT32' &&
    elementCount(output.shape) % channelCount(input) === 0 &&
    channelCount(input) === channelCount(output) &&
    constantData(axes, 'INT32').every((axis) => axis !== -1 && axis !== input.shape.length - 1);
  if (keepsChannels) classes.uniteAll(output, input);
  else pinAll(operator, classes);
}

function pinAll({ inputs, outputs }: Operator, classes: ChannelClasses): void {
  for (const tensor of [...inputs, ...outputs])
    if (tensor && classes.has(tensor)) classes.pin(tensor);
}

/**
 * RELU6 commutes with a factor as far as nothing reaches 6. Where it is cut off earlier than calibration saw any value,
 * nothing that was seen changes.
 */
function capOrPin(operator: Operator, output: Tensor, classes: ChannelClasses): void {
  const { options } = operator;
  const isCapped =
    options !== undefined &&
    'fusedActivationFunction' in options &&
    options.fusedActivationFunction === 'RELU6';
  if (isCapped) classes.cap(output, 6);
  else if (!commutes(operator)) classes.pin(output);
}

/** Whether a positive factor before the operator's fused activation is the same factor after it. */
function commutes({ options }: Operator): boolean {
  if (options === undefined || !('fusedActivationFunction' in options)) return true;
  return options.fusedActivationFunction === 'NONE' || options.fusedActivationFunction === 'RELU';
}
