import type { Model, Tensor } from '@flotilla/tflite';
import { observe, type ObserveOptions } from './observe';
import { TensorStatistics } from './tensor-statistics';

export interface Calibration {
  /** Of each float input and activation, over all samples; of large images, of a grid of their pixels. */
  readonly statistics: ReadonlyMap<Tensor, TensorStatistics>;
  readonly samples: number;
}

/**
 * Counts what each activation holds over all samples.
 * @throws what `observe` throws
 */
export async function calibrate(
  model: Model,
  options: Omit<ObserveOptions, 'sampling'>,
): Promise<Calibration> {
  const statistics = new Map<Tensor, TensorStatistics>();
  const samples = await observe(model, { ...options, sampling: 'grid' }, (observed) => {
    for (const [tensor, floats] of observed) {
      const known = statistics.get(tensor) ?? new TensorStatistics(tensor);
      known.add(floats);
      statistics.set(tensor, known);
    }
  });
  return { statistics, samples };
}
