import type { Model } from '../model';
import { checkPerChannel } from './per-channel';
import type { ProcessUnit } from './schema';
import { editTensorMetadata, tensorMetadata } from './tensor-metadata';

/** What a float model takes for x is (x − mean) / std, also when its input is quantized afterwards. */
export interface Normalization {
  /** One value, or one for each channel (the last dimension). */
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/** How an input's values are normalized, as the file says; undefined when it does not. Values are of float32. */
export function normalizationOf(model: Model, input = 0): Normalization | undefined {
  const units = tensorMetadata(model, { input })?.processUnits ?? [];
  const options = units.find(isNormalization)?.options;
  if (options?.type !== 'NormalizationOptions') return undefined;
  const { mean, std } = options;
  return mean.length > 0 && std.length > 0 ? { mean, std } : undefined;
}

/**
 * States how an input's values are normalized.
 * @throws ModelError `METADATA_MISMATCH` for another number of channels; RangeError for a deviation of 0
 */
export function setNormalization(model: Model, normalization: Normalization, input = 0): void {
  const { mean, std } = normalization;
  checkPerChannel(model, { input }, 'means', mean);
  checkPerChannel(model, { input }, 'deviations', std);
  if (std.includes(0)) throw new RangeError('a deviation of 0 would divide by it');
  const unit: ProcessUnit = {
    options: { type: 'NormalizationOptions', mean: [...mean], std: [...std] },
  };
  editTensorMetadata(model, { input }, (metadata) => ({
    ...metadata,
    // It comes before what else is done to the tensor.
    processUnits: [unit, ...metadata.processUnits.filter((known) => !isNormalization(known))],
  }));
}

function isNormalization({ options }: ProcessUnit): boolean {
  return options?.type === 'NormalizationOptions';
}
