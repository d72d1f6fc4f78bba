import type { Model } from '../model';
import { checkPerChannel } from './per-channel';
import { editTensorMetadata, type Port, tensorMetadata } from './tensor-metadata';

/** Range of a tensor's values as they are stored: of a quantized tensor the integers. */
export interface TensorStatistics {
  /** One value, or one for each channel (the last dimension). */
  readonly min: readonly number[];
  readonly max: readonly number[];
}

/** The range that the file states for an input or output; undefined when it states none. */
export function statisticsOf(model: Model, port: Port): TensorStatistics | undefined {
  return tensorMetadata(model, port)?.stats;
}

/**
 * States the range of an input or output, which changes with its type.
 * @throws ModelError `METADATA_MISMATCH` for another number of channels
 */
export function setStatistics(model: Model, port: Port, { min, max }: TensorStatistics): void {
  checkPerChannel(model, port, 'minima', min);
  checkPerChannel(model, port, 'maxima', max);
  editTensorMetadata(model, port, (metadata) => ({
    ...metadata,
    stats: { min: [...min], max: [...max] },
  }));
}
