import type { Invocation } from '@flotilla/evaluation';
import type { Model } from '@flotilla/tflite';
import { GraphBuilder } from './graph-builder';
import { normalNumbers } from './normal-numbers';

const CHANNELS = 8;
const IMAGE = [1, 4, 4, CHANNELS];

/** Channels of very unlike sizes between three convolutions. */
export function unlikeChannels(): Model {
  const builder = new GraphBuilder();
  const next = normalNumbers(1);
  const weights = () =>
    Array.from({ length: CHANNELS ** 2 }, (_, index) => next() * 4 ** -Math.floor(index / 8));
  const bias = () => Array.from({ length: CHANNELS }, next);
  let tensor = builder.input(IMAGE);
  for (let layer = 0; layer < 3; layer += 1)
    tensor = builder.apply('RELU', [builder.pointwise(tensor, weights(), bias())], IMAGE);
  return builder.model(tensor);
}

/** Inputs of that model. */
export function unlikeSamples(): Invocation[] {
  const next = normalNumbers(2);
  return Array.from({ length: 64 }, () => ({
    inputs: [new Uint8Array(Float32Array.from({ length: 16 * CHANNELS }, next).buffer)],
    sampleCount: 1,
  }));
}
