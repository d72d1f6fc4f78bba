/** What calibration saw along the last axis of an activation. */
export class ChannelStatistics {
  readonly min: Float32Array;
  readonly max: Float32Array;
  /** Sums over all values of a channel. */
  readonly sum: Float64Array;
  readonly sumOfSquares: Float64Array;
  /** Sums over samples of the largest magnitude that the channel reached in the sample. */
  readonly sumOfPeaks: Float64Array;
  /** Values of one channel. */
  valueCount = 0;
  sampleCount = 0;

  constructor(readonly channelCount: number) {
    this.min = new Float32Array(channelCount).fill(Infinity);
    this.max = new Float32Array(channelCount).fill(-Infinity);
    this.sum = new Float64Array(channelCount);
    this.sumOfSquares = new Float64Array(channelCount);
    this.sumOfPeaks = new Float64Array(channelCount);
  }

  /** @param values rows × channels of one sample */
  add(values: Float32Array): void {
    const { channelCount, min, max, sum, sumOfSquares, sumOfPeaks } = this;
    const low = new Float32Array(channelCount).fill(Infinity);
    const high = new Float32Array(channelCount).fill(-Infinity);
    for (let start = 0; start < values.length; start += channelCount) {
      for (let channel = 0; channel < channelCount; channel += 1) {
        const value = values[start + channel] ?? NaN;
        if (value < (low[channel] ?? NaN)) low[channel] = value;
        if (value > (high[channel] ?? NaN)) high[channel] = value;
        sum[channel] = (sum[channel] ?? 0) + value;
        sumOfSquares[channel] = (sumOfSquares[channel] ?? 0) + value * value;
      }
    }
    for (let channel = 0; channel < channelCount; channel += 1) {
      const [lowest, highest] = [low[channel] ?? 0, high[channel] ?? 0];
      min[channel] = Math.min(min[channel] ?? 0, lowest);
      max[channel] = Math.max(max[channel] ?? 0, highest);
      sumOfPeaks[channel] = (sumOfPeaks[channel] ?? 0) + Math.max(-lowest, highest);
    }
    this.valueCount += values.length / channelCount;
    this.sampleCount += 1;
  }

  merge(other: ChannelStatistics): void {
    for (let channel = 0; channel < this.channelCount; channel += 1) {
      this.min[channel] = Math.min(this.min[channel] ?? 0, other.min[channel] ?? 0);
      this.max[channel] = Math.max(this.max[channel] ?? 0, other.max[channel] ?? 0);
    }
    for (const field of ['sum', 'sumOfSquares', 'sumOfPeaks'] as const)
      other[field].forEach((value, channel) => {
        this[field][channel] = (this[field][channel] ?? 0) + value;
      });
    this.valueCount += other.valueCount;
    this.sampleCount += other.sampleCount;
  }

  mean(channel: number): number {
    return (this.sum[channel] ?? 0) / this.valueCount;
  }

  /** The largest magnitude of a channel: in a sample, on average, and in all samples. */
  peak(channel: number): { readonly typical: number; readonly largest: number } {
    return {
      typical: (this.sumOfPeaks[channel] ?? 0) / this.sampleCount,
      largest: Math.max(-(this.min[channel] ?? 0), this.max[channel] ?? 0),
    };
  }
}
