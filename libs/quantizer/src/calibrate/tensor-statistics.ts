import type { Range } from '../numerics/range';
import { Extremes } from './extremes';
import { Histogram } from './histogram';

/** What calibration saw of one activation. */
export class TensorStatistics {
  readonly histogram = new Histogram();
  private readonly extremes = new Extremes();

  /** @param values of one sample */
  add(values: Float32Array): void {
    this.histogram.add(values);
    this.extremes.add(values);
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
