import { forEachRun, type Channels } from './channels';
import type { QuantizationParameters, WeightType } from './quantization-parameters';

/**
 * The lowest integers are left out: the kernels assume weights that are symmetric, so that their negative fits as well.
 */
export const HIGHEST_WEIGHT: Readonly<Record<WeightType, number>> = { INT4: 7, INT8: 127 };

/** Channels below this are dead: a scale made from them would underflow when multiplied by the input's. */
const SMALLEST_MAGNITUDE = 1e-20;

/**
 * Symmetric: scale = max|w| / 127 (or / 7) for each channel, zero point 0. A dead channel, whose own scale could be
 * anything, takes the largest of the others, so that a bias on the product of scales does not overflow.
 */
export function weightParameters(
  values: Float32Array,
  channels: Channels,
  axis: number,
  type: WeightType,
): QuantizationParameters {
  const magnitudes = largestMagnitudes(values, channels);
  const overall = magnitudes.reduce((left, right) => Math.max(left, right), 0);
  const fallback = overall < SMALLEST_MAGNITUDE ? 1 : overall;
  const scale = Array.from(magnitudes, (magnitude) =>
    Math.fround((magnitude < SMALLEST_MAGNITUDE ? fallback : magnitude) / HIGHEST_WEIGHT[type]),
  );
  return { type, scale, zeroPoint: scale.map(() => 0), axis };
}

function largestMagnitudes(values: Float32Array, channels: Channels): Float64Array {
  const largest = new Float64Array(channels.count);
  forEachRun(values.length, channels, (channel, start, end) => {
    let magnitude = largest[channel] ?? 0;
    for (let index = start; index < end; index += 1) {
      magnitude = Math.max(magnitude, Math.abs(values[index] ?? 0));
    }
    largest[channel] = magnitude;
  });
  return largest;
}
