import type { Range } from '../numerics/range';
import { Extremes } from './extremes';
import { Histogram } from './histogram';

/** Of one sample: with a hundred samples, the rarest ten in a million still show. */
const MOST_COUNTED = 4096;

/** What calibration saw of one activation. */
export class TensorStatistics {
  readonly histogram = new Histogram();
  private readonly extremes = new Extremes();

  private sampleCount = 0;

  /** @param values of one sample; all of them count among the extremes, an even share of many in the histogram */
  add(values: Float32Array): void {
    const step = Math.max(1, Math.floor(values.length / MOST_COUNTED));
    // From another one in each sample, so that no channel stays unseen.
    this.histogram.add(values, this.sampleCount % step, step);
    this.extremes.add(values);
    this.sampleCount += 1;
  }

  /** The smallest and largest value. */
  get range(): Range {
    return this.extremes.range;
  }

  /** Whether no value was NaN or infinite. */
  get isFinite(): boolean {
    const { min, max } = this.range;
    return Number.isFinite(min) && Number.isFinite(max);
  }
}
