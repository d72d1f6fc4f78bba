import { neighbourCorrelation } from './neighbour-correlation';
import type { SampleLayout } from './sample-layout';

/** What the samples of one float input look like. */
export class InputReview {
  /** Least and greatest value of each sample, in their order. */
  readonly minima: number[] = [];
  readonly maxima: number[] = [];
  /** Of the samples that are images, and not of one value. */
  readonly neighbourCorrelations: number[] = [];
  constantSamples = 0;
  readonly #least: Float64Array;
  readonly #greatest: Float64Array;

  constructor(readonly layout: SampleLayout) {
    this.#least = new Float64Array(layout.channels).fill(Infinity);
    this.#greatest = new Float64Array(layout.channels).fill(-Infinity);
  }

  get samples(): number {
    return this.minima.length;
  }

  /** Channels that hold one value in all samples, with that value. */
  get constantChannels(): readonly { readonly channel: number; readonly value: number }[] {
    return [...this.#least].flatMap((value, channel) =>
      value === this.#greatest[channel] ? [{ channel, value }] : [],
    );
  }

  add(values: Float32Array): void {
    const { channels, placeCount, step } = this.layout;
    let [min, max] = [Infinity, -Infinity];
    for (let channel = 0; channel < channels; channel++) {
      let [least, greatest] = [Infinity, -Infinity];
      for (let place = 0; place < placeCount; place += step) {
        const value = values[place * channels + channel] ?? 0;
        if (value < least) least = value;
        if (value > greatest) greatest = value;
      }
      this.#least[channel] = Math.min(this.#least[channel] ?? Infinity, least);
      this.#greatest[channel] = Math.max(this.#greatest[channel] ?? -Infinity, greatest);
      min = Math.min(min, least);
      max = Math.max(max, greatest);
    }
    this.minima.push(min);
    this.maxima.push(max);
    if (min === max && values.every((value) => value === min)) this.constantSamples++;
    const correlation = neighbourCorrelation(values, this.layout);
    if (correlation !== undefined) this.neighbourCorrelations.push(correlation);
  }
}
