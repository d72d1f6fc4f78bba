import { ModelError } from '../errors';
import type { Model } from '../model';
import { type Port, tensorAt } from './tensor-metadata';

/**
 * Checks values of which a tensor has one, or one for each channel.
 * @throws ModelError `METADATA_MISMATCH`; RangeError for values that are no numbers
 */
export function checkPerChannel(
  model: Model,
  port: Port,
  what: string,
  values: readonly number[],
): void {
  const { name, shape, shapeSignature } = tensorAt(model, port);
  const channels = (shapeSignature ?? shape).at(-1) ?? 1;
  const fits = values.length === 1 || values.length === channels || channels < 0;
  if (values.length === 0 || !fits) {
    throw new ModelError(
      'METADATA_MISMATCH',
      `cannot describe "${name}" of ${channels} channels by ${values.length} ${what}; give 1 or ${channels}`,
    );
  }
  if (!values.every(Number.isFinite)) throw new RangeError(`${what} are not finite`);
}
