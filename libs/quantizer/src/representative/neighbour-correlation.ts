import type { SampleLayout } from './sample-layout';

/**
 * How far pixels go with the one to the right and the one below, 0 (noise) to 1 (a plain colour beside another):
 * 1 − E(x − neighbour)² / 2 Var(x), within each channel. Negative for patterns that change from pixel to pixel.
 * @returns `undefined` where the input is no image, or nothing varies
 */
export function neighbourCorrelation(
  values: Float32Array,
  { width, channels, placeCount, step, elements }: SampleLayout,
): number | undefined {
  if (width === undefined) return undefined;
  const count = Math.ceil(placeCount / step);
  let squaredDifference = 0;
  let pairs = 0;
  let variance = 0;
  for (let channel = 0; channel < channels; channel++) {
    let sum = 0;
    let squares = 0;
    for (let place = 0; place < placeCount; place += step) {
      const at = place * channels + channel;
      const value = values[at] ?? 0;
      sum += value;
      squares += value * value;
      const below = at + width * channels;
      if (below < elements) {
        const difference = value - (values[below] ?? 0);
        squaredDifference += difference * difference;
        pairs++;
      }
      if ((place + 1) % width !== 0) {
        const difference = value - (values[at + channels] ?? 0);
        squaredDifference += difference * difference;
        pairs++;
      }
    }
    variance += squares / count - (sum / count) ** 2;
  }
  const mean = variance / channels;
  return mean > 0 && pairs > 0 ? 1 - squaredDifference / pairs / (2 * mean) : undefined;
}
