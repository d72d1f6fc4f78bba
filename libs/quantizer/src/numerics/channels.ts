import type { Tensor } from '@flotilla/tflite';

/** How a constant's flat values divide along one axis: value i belongs to channel ⌊i / inner⌋ mod count. */
export interface Channels {
  readonly count: number;
  readonly inner: number;
}

/** A whole tensor as one channel. */
export function singleChannel(length: number): Channels {
  return { count: 1, inner: Math.max(length, 1) };
}

export function channelsAlong(shape: readonly number[], axis: number): Channels {
  const count = shape[axis];
  if (count === undefined) {
    throw new RangeError(`axis ${axis} is not in shape [${shape.join()}]`);
  }
  return { count, inner: shape.slice(axis + 1).reduce((product, size) => product * size, 1) };
}

/** Calls `visit` for each run of values of one channel, in flat order. */
export function forEachRun(
  length: number,
  channels: Channels,
  visit: (channel: number, start: number, end: number) => void,
): void {
  for (let start = 0, run = 0; start < length; start += channels.inner, run += 1) {
    visit(run % channels.count, start, Math.min(start + channels.inner, length));
  }
}

/** Each row of the last axis cut into blocks, each of which is a channel. The block size divides the row. */
export function blocksAlongLastAxis(shape: readonly number[], blockSize: number): Channels {
  const length = shape.reduce((product, size) => product * size, 1);
  return { count: length / blockSize, inner: blockSize };
}

/** The length of an activation's last axis. */
export function channelCount({ shape }: Pick<Tensor, 'shape'>): number {
  return shape.at(-1) ?? 1;
}
