import { cloneModel, type Model, type Tensor } from '@flotilla/tflite';
import type { ChannelPeak } from '../calibrate/channel-statistics';
import { type ChannelFactor, equalizeChannels } from './equalize-channels';

/** What was seen of an activation's channels. */
export interface SeenChannels {
  readonly channelCount: number;
  peak(channel: number): ChannelPeak;
}

/** By the float model's tensors. */
export type ChannelsByTensor = ReadonlyMap<Tensor, SeenChannels>;

export interface Equalizing {
  /** Whether channels are equalized at all. */
  readonly equalizes: boolean;
  /** Of `equalizeChannels`. */
  readonly leastOfLargest: number;
}

export interface EqualizedCopy {
  readonly model: Model;
  /** The copy of each of the original's tensors. Equalized constants are new ones. */
  readonly tensorOf: ReadonlyMap<Tensor, Tensor>;
  readonly factor: ChannelFactor;
}

/** A copy of a float model, its channels equalized where that is asked for: the same from the same peaks, anywhere. */
export function equalizedCopy(
  original: Model,
  channels: ChannelsByTensor,
  { equalizes, leastOfLargest }: Equalizing,
): EqualizedCopy {
  const { model, tensorOf } = cloneModel(original);
  const [main] = model.subgraphs;
  if (main === undefined) throw new TypeError('the model has no subgraph');
  if (!equalizes) return { model, tensorOf, factor: () => 1 };
  const seen = new Map([...channels].map(([tensor, each]) => [tensorOf.get(tensor), each]));
  const peakOf = (tensor: Tensor, channel: number): ChannelPeak | undefined =>
    seen.get(tensor)?.peak(channel);
  return { model, tensorOf, factor: equalizeChannels(main, peakOf, leastOfLargest) };
}
