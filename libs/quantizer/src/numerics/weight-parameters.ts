import { forEachRun, type Channels } from './channels';
import type { QuantizationParameters } from './quantization-parameters';

/** −128 is left out: the kernels assume weights in [−127, 127] so that their negative fits as well. */
const HIGHEST_WEIGHT = 127;

/** Channels below this are dead: a scale made from them would underflow when multiplied by the input's. */
const SMALLEST_MAGNITUDE = 1e-20;

/**
 * Symmetric int8: scale = max|w| / 127 for each channel, zero point 0. A dead channel, whose own scale could be
 * anything, takes the largest of the others, so that a bias on the product of scales does not overflow.
 */
export function weightParameters(
  values: Float32Array,
  channels: Channels,
  axis: number,
): QuantizationParameters {
  const largest = largestMagnitudes(values, channels);
  const overall = largest.reduce((left, right) => Math.max(left, right), 0);
  const fallback = overall < SMALLEST_MAGNITUDE ? 1 : overall;
  const scale = largest.map((magnitude) =>
    Math.fround((magnitude < SMALLEST_MAGNITUDE ? fallback : magnitude) / HIGHEST_WEIGHT),
  );
  return { type: 'INT8', scale, zeroPoint: scale.map(() => 0), axis };
}

function largestMagnitudes(values: Float32Array, channels: Channels): number[] {
  const largest = new Array<number>(channels.count).fill(0);
  forEachRun(values.length, channels, (channel, start, end) => {
    let magnitude = largest[channel] ?? 0;
    for (let index = start; index < end; index += 1) {
      magnitude = Math.max(magnitude, Math.abs(values[index] ?? 0));
    }
    largest[channel] = magnitude;
  });
  return largest;
}
