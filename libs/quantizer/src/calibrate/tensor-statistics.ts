import type { Tensor } from '@flotilla/tflite';
import type { Range } from '../numerics/range';
import { ChannelStatistics } from './channel-statistics';
import { Histogram } from './histogram';

/** Values of one sample that the histogram counts at most; larger activations are counted in odd strides. */
const COUNTED_VALUES = 32_768;

/** What calibration saw of one activation. */
export class TensorStatistics {
  readonly histogram = new Histogram();
  readonly channels: ChannelStatistics;

  constructor({ shape }: Pick<Tensor, 'shape'>) {
    this.channels = new ChannelStatistics(shape.length > 1 ? (shape.at(-1) ?? 1) : 1);
  }

  /** @param values of one sample, all finite */
  add(values: Float32Array): void {
    const stride = Math.ceil(values.length / COUNTED_VALUES);
    // Odd and no divisor of usual channel counts, so that every channel has its turn.
    this.histogram.add(values, stride <= 1 ? 1 : strideFor(values.length, stride));
    this.channels.add(values);
  }

  /** The true minimum and maximum. */
  get range(): Range {
    const { min, max } = this.channels;
    return {
      min: min.reduce((left, right) => Math.min(left, right), Infinity),
      max: max.reduce((left, right) => Math.max(left, right), -Infinity),
    };
  }
}

/** The first stride from this on that shares no factor with the length. */
function strideFor(length: number, from: number): number {
  let stride = from;
  while (greatestCommonDivisor(stride, length) !== 1) stride += 1;
  return stride;
}

function greatestCommonDivisor(left: number, right: number): number {
  return right === 0 ? left : greatestCommonDivisor(right, left % right);
}
