import { channelCount } from '../numerics/channels';
import { elementCount, isConstant, type Subgraph, type Tensor } from '@flotilla/tflite';

/**
 * Channels, along the last axis of activations, that have to be scaled alike, since operators between them pass values on
 * channel by channel. A channel that is pinned cannot be scaled: an input or output of the model, or what goes through an
 * operator that does not commute with a positive factor.
 */
export class ChannelClasses {
  private readonly parents: number[] = [];
  private readonly pinned: boolean[] = [];
  private readonly capped = new Map<Tensor, number>();
  private readonly first = new Map<Tensor, number>();
  readonly tensors: readonly Tensor[];

  constructor(subgraph: Subgraph) {
    this.tensors = subgraph.tensors.filter(isActivation);
    for (const tensor of this.tensors) {
      this.first.set(tensor, this.parents.length);
      for (let channel = 0; channel < channelCount(tensor); channel += 1) {
        this.parents.push(this.parents.length);
        this.pinned.push(false);
      }
    }
  }

  has(tensor: Tensor): boolean {
    return this.first.has(tensor);
  }

  /** The class of a channel; equal for channels that are scaled alike. */
  of(tensor: Tensor, channel: number): number {
    const first = this.first.get(tensor);
    if (first === undefined) throw new RangeError(`${tensor.name} is no activation`);
    return this.root(first + channel);
  }

  isPinned(tensor: Tensor, channel: number): boolean {
    return this.pinned[this.of(tensor, channel)] === true;
  }

  unite(left: Tensor, leftChannel: number, right: Tensor, rightChannel: number): void {
    const [one, other] = [this.of(left, leftChannel), this.of(right, rightChannel)];
    this.parents[other] = one;
    this.pinned[one] = this.pinned[one] === true || this.pinned[other] === true;
  }

  /** Channel by channel; both have equally many. */
  uniteAll(left: Tensor, right: Tensor): void {
    for (let channel = 0; channel < channelCount(left); channel += 1)
      this.unite(left, channel, right, channel);
  }

  pin(tensor: Tensor): void {
    for (let channel = 0; channel < channelCount(tensor); channel += 1)
      this.pinned[this.of(tensor, channel)] = true;
  }

  /** Says that an operator cuts the tensor off at this value: a channel may only be scaled as far as it stays below. */
  cap(tensor: Tensor, value: number): void {
    this.capped.set(tensor, value);
  }

  capOf(tensor: Tensor): number | undefined {
    return this.capped.get(tensor);
  }

  private root(index: number): number {
    let root = index;
    for (let parent = this.parents[root]; parent !== undefined && parent !== root;) {
      root = parent;
      parent = this.parents[root];
    }
    // Shortens the way for the next look.
    for (let at = index; at !== root;) {
      const next = this.parents[at] ?? root;
      this.parents[at] = root;
      at = next;
    }
    return root;
  }
}

function isActivation(tensor: Tensor): boolean {
  return tensor.type === 'FLOAT32' && elementCount(tensor.shape) > 0 && !isConstant(tensor);
}
