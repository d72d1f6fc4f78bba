import {
  floatData,
  isConstant,
  referencedTensors,
  type BuiltinOperator,
  type Operator,
  type Subgraph,
  type Tensor,
} from '@flotilla/tflite';
import type { ChannelPeak } from '../calibrate/channel-statistics';
import { channelCount } from '../numerics/channels';
import type { ChannelClasses } from './channel-classes';
import { tieChannels } from './tie-channels';

export type ChannelPeaks = (tensor: Tensor, channel: number) => ChannelPeak | undefined;

/** By what a channel is divided; 1 where it is left as it was. */
export type ChannelFactor = (tensor: Tensor, channel: number) => number;

/** Values that calibration did not see may be so much larger than those that it saw, before they are cut off. */
const CAP_MARGIN = 1.25;

/**
 * A channel's size is what it typically reaches, and no less than this share of what it ever reached: a channel that is
 * quiet in most samples would otherwise be scaled up until the one sample in which it speaks sets the tensor's range.
 */
export const LEAST_OF_LARGEST = 1 / 2;

/** How much a channel is scaled up at most: below this share of the largest, what it carries hardly counts. */
const SMALLEST_SHARE = 2 ** -6;

/**
 * Scales channels of activations so that each fills the range of its tensor, by moving factors into the weights around:
 * int8 activations have one scale for all channels, weights one for each. What the model computes stays the same, up to
 * the rounding of float32. (Cross-layer equalization, Nagel et al. 2019, over whole graphs and by measured ranges.)
 * @returns by what each channel was divided
 */
export function equalizeChannels(
  subgraph: Subgraph,
  peaks: ChannelPeaks,
  leastOfLargest = LEAST_OF_LARGEST,
): ChannelFactor {
  const classes = tieChannels(subgraph);
  const shares = sharesOf(classes, peaks, leastOfLargest);
  const factor: ChannelFactor = (tensor, channel) =>
    classes.has(tensor) ? (shares.get(classes.of(tensor, channel)) ?? 1) : 1;
  for (const operator of subgraph.operators) absorb(operator, factor);
  subgraph.tensors = [...referencedTensors(subgraph)];
  return factor;
}

/** By class, the largest share of its tensor's peak that any of its channels has. */
function sharesOf(
  classes: ChannelClasses,
  peaks: ChannelPeaks,
  leastOfLargest: number,
): Map<number, number> {
  const shares = new Map<number, number>();
  const unknown = new Set<number>();
  for (const tensor of classes.tensors) {
    const channels = Array.from({ length: channelCount(tensor) }, (_, channel) => channel);
    const cap = classes.capOf(tensor);
    const peakOf = (channel: number): number | undefined => {
      const peak = peaks(tensor, channel);
      if (peak === undefined) return undefined;
      if (cap !== undefined) return peak.largest * CAP_MARGIN;
      return Math.max(peak.typical, peak.largest * leastOfLargest);
    };
    const largest =
      cap ?? channels.reduce((most, channel) => Math.max(most, peakOf(channel) ?? 0), 0);
    for (const channel of channels) {
      const key = classes.of(tensor, channel);
      const peak = peakOf(channel);
      if (classes.isPinned(tensor, channel) || peak === undefined) unknown.add(key);
      else if (largest > 0)
        shares.set(key, Math.min(1, Math.max(shares.get(key) ?? SMALLEST_SHARE, peak / largest)));
    }
  }
  unknown.forEach((key) => shares.delete(key));
  return shares;
}

/** Moves the factors of its input and output into an operator's weights and bias; others pass them on. */
function absorb(operator: Operator, factor: ChannelFactor): void {
  const [input, filter, bias] = operator.inputs;
  const [output] = operator.outputs;
  if (!input || !filter || output === undefined) return;
  const weightFactor = weightFactors(operator.code, { input, filter, output }, factor);
  if (weightFactor === undefined) return;
  operator.inputs[1] = scaled(filter, weightFactor);
  if (bias) operator.inputs[2] = scaled(bias, (channel) => 1 / factor(output, channel));
}

/** By what each weight is multiplied, in the filter's own order. */
function weightFactors(
  code: BuiltinOperator,
  { input, filter, output }: Readonly<Record<'input' | 'filter' | 'output', Tensor>>,
  factor: ChannelFactor,
): ((index: number) => number) | undefined {
  const inputs = channelCount(input);
  const outputs = channelCount(output);
  if (code === 'CONV_2D' || code === 'FULLY_CONNECTED') {
    const row = filter.shape.slice(1).reduce((product, size) => product * size, 1);
    return (index) => factor(input, index % inputs) / factor(output, Math.floor(index / row));
  }
  if (code !== 'DEPTHWISE_CONV_2D') return undefined;
  const multiplier = outputs / inputs;
  return (index) => {
    const channel = index % outputs;
    return factor(input, Math.floor(channel / multiplier)) / factor(output, channel);
  };
}

/** A new constant, since others may share the old one; the same where nothing changes. */
function scaled(tensor: Tensor, factorAt: (index: number) => number): Tensor {
  if (!isConstant(tensor)) return tensor;
  const values = floatData(tensor);
  const product = values.map((value, index) => value * factorAt(index));
  if (product.every((value, index) => Object.is(value, values[index]))) return tensor;
  return { ...tensor, buffer: { data: new Uint8Array(product.buffer) } };
}
