/** The largest magnitude of a channel: in a sample, on average, and in all samples. */
export interface ChannelPeak {
  readonly typical: number;
  readonly largest: number;
}

/** Clears the sign: what is left of a float32's bits rises with its magnitude, infinity and NaN above all. */
const MAGNITUDE = 0x7f_ff_ff_ff;

/** What calibration saw along the last axis of an activation. */
export class ChannelStatistics {
  private readonly peaks: Float32Array;
  private readonly largest: Float32Array;
  /** Sums over samples of the largest magnitude that the channel reached in the sample. */
  private readonly sumOfPeaks: Float64Array;
  private sampleCount = 0;

  constructor(readonly channelCount: number) {
    this.peaks = new Float32Array(channelCount);
    this.largest = new Float32Array(channelCount);
    this.sumOfPeaks = new Float64Array(channelCount);
  }

  /** @param values rows × channels of one sample */
  add(values: Float32Array): void {
    const { channelCount, peaks, largest, sumOfPeaks } = this;
    peaks.fill(0);
    // As integers: `Math.max` takes four times as long, most of all where many values are 0.
    const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
    const peakBits = new Int32Array(peaks.buffer);
    for (let start = 0; start < bits.length; start += channelCount) {
      for (let channel = 0; channel < channelCount; channel += 1) {
        const magnitude = (bits[start + channel] ?? 0) & MAGNITUDE;
        if (magnitude > (peakBits[channel] ?? 0)) peakBits[channel] = magnitude;
      }
    }
    for (let channel = 0; channel < channelCount; channel += 1) {
      const peak = peaks[channel] ?? NaN;
      largest[channel] = Math.max(largest[channel] ?? NaN, peak);
      sumOfPeaks[channel] = (sumOfPeaks[channel] ?? NaN) + peak;
    }
    this.sampleCount += 1;
  }

  peak(channel: number): ChannelPeak {
    return {
      typical: (this.sumOfPeaks[channel] ?? 0) / this.sampleCount,
      largest: this.largest[channel] ?? 0,
    };
  }

  /** Whether no value was NaN or infinite. */
  get isFinite(): boolean {
    return this.sumOfPeaks.every(Number.isFinite);
  }
}
