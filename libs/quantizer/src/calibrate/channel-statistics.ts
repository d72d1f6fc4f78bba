/** The largest magnitude of a channel: in a sample, on average, and in all samples. */
export interface ChannelPeak {
  readonly typical: number;
  readonly largest: number;
}

/** What calibration saw along the last axis of an activation. */
export class ChannelStatistics {
  readonly min: Float32Array;
  readonly max: Float32Array;
  private readonly low: Float32Array;
  private readonly high: Float32Array;
  /** Sums over samples of the largest magnitude that the channel reached in the sample. */
  private readonly sumOfPeaks: Float64Array;
  private sampleCount = 0;

  constructor(readonly channelCount: number) {
    this.min = new Float32Array(channelCount).fill(Infinity);
    this.max = new Float32Array(channelCount).fill(-Infinity);
    this.low = new Float32Array(channelCount);
    this.high = new Float32Array(channelCount);
    this.sumOfPeaks = new Float64Array(channelCount);
  }

  /** @param values rows × channels of one sample */
  add(values: Float32Array): void {
    const { channelCount, low, high } = this;
    low.fill(Infinity);
    high.fill(-Infinity);
    for (let start = 0; start < values.length; start += channelCount) {
      for (let channel = 0; channel < channelCount; channel += 1) {
        const value = values[start + channel] ?? NaN;
        if (value < (low[channel] ?? NaN)) low[channel] = value;
        if (value > (high[channel] ?? NaN)) high[channel] = value;
      }
    }
    this.keepPeaks();
    this.sampleCount += 1;
  }

  peak(channel: number): ChannelPeak {
    return {
      typical: (this.sumOfPeaks[channel] ?? 0) / this.sampleCount,
      largest: Math.max(-(this.min[channel] ?? 0), this.max[channel] ?? 0),
    };
  }

  private keepPeaks(): void {
    const { channelCount, low, high, min, max, sumOfPeaks } = this;
    for (let channel = 0; channel < channelCount; channel += 1) {
      const [lowest, highest] = [low[channel] ?? 0, high[channel] ?? 0];
      min[channel] = Math.min(min[channel] ?? 0, lowest);
      max[channel] = Math.max(max[channel] ?? 0, highest);
      sumOfPeaks[channel] = (sumOfPeaks[channel] ?? 0) + Math.max(-lowest, highest);
    }
  }
}
