import { CodedError } from '@flotilla/foundation';
import { isFloatType } from '../elements/element-type';
import { readNumbers } from '../elements/numbers';
import type { EvaluationErrorCode } from '../errors';
import { type DataFile, isByName } from './assign-arrays';

/**
 * Refuses data that hold NaN or infinity, where one such value would spoil the whole result (calibration).
 * @throws CodedError `DATASET_NOT_FINITE`, with the first such place
 */
export function requireFinite(file: DataFile): void {
  const place = findNotFinite(file);
  if (place === undefined) return;
  throw new CodedError<EvaluationErrorCode>(
    'DATASET_NOT_FINITE',
    `The array${place.name === '' ? '' : ` ${JSON.stringify(place.name)}`} holds NaN or infinity, first at index (${place.index.join(', ')})`,
  );
}

export interface ElementPlace {
  /** The array's; empty for the one array of a `.npy`. */
  readonly name: string;
  readonly index: readonly number[];
}

/** The first NaN or infinity of a data file. */
export function findNotFinite(file: DataFile): ElementPlace | undefined {
  for (const [name, array] of isByName(file) ? file : new Map([['', file]])) {
    if (!isFloatType(array.type)) continue;
    const at = readNumbers(array.type, array.bytes).findIndex((value) => !Number.isFinite(value));
    if (at >= 0) return { name, index: indexOf(at, array.shape) };
  }
  return undefined;
}

function indexOf(at: number, shape: readonly number[]): number[] {
  let rest = at;
  const index = shape.map(() => 0);
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const dimension = shape[axis] ?? 1;
    index[axis] = rest % dimension;
    rest = Math.floor(rest / dimension);
  }
  return index;
}
