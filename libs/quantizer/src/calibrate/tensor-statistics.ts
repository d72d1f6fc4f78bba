import type { Tensor } from '@flotilla/tflite';
import type { Range } from '../numerics/range';
import { ChannelStatistics } from './channel-statistics';
import { Histogram } from './histogram';

/** What calibration saw of one activation. */
export class TensorStatistics {
  readonly histogram = new Histogram();
  readonly channels: ChannelStatistics;

  constructor({ shape }: Pick<Tensor, 'shape'>) {
    this.channels = new ChannelStatistics(shape.length > 1 ? (shape.at(-1) ?? 1) : 1);
  }

  /** @param values of one sample, all finite */
  add(values: Float32Array): void {
    this.histogram.add(values);
    this.channels.add(values);
  }

  /** The smallest and largest value. */
  get range(): Range {
    const { min, max } = this.channels;
    return {
      min: min.reduce((left, right) => Math.min(left, right), Infinity),
      max: max.reduce((left, right) => Math.max(left, right), -Infinity),
    };
  }
}
