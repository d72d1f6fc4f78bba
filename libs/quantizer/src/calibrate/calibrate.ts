import type { Model, Tensor } from '@flotilla/tflite';
import { observe, type ObserveOptions } from './observe';
import { refuseNonFinite } from './refuse-non-finite';
import { TensorStatistics } from './tensor-statistics';

export interface Calibration {
  /** Of each float input and activation, over all samples; of large images, of a grid of their pixels. */
  readonly statistics: ReadonlyMap<Tensor, TensorStatistics>;
  readonly samples: number;
}

/**
 * Counts what each activation holds over all samples.
 * @throws CodedError `NON_FINITE_CALIBRATION`, and what `observe` throws
 */
export async function calibrate(
  model: Model,
  options: Omit<ObserveOptions, 'sampling'>,
): Promise<Calibration> {
  const statistics = new Map<Tensor, TensorStatistics>();
  const samples = await observe(model, { ...options, sampling: 'grid' }, (observed, sample) => {
    for (const [tensor, values] of observed) {
      const known = statistics.get(tensor) ?? new TensorStatistics();
      known.add(values);
      if (!known.isFinite) refuseNonFinite(tensor, values, sample);
      statistics.set(tensor, known);
    }
  });
  return { statistics, samples };
}
