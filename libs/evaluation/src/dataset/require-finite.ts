import { CodedError } from '@flotilla/foundation';
import type { DataArray } from '../elements/array';
import { elementBytes, isFloatType } from '../elements/element-type';
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
    const at = firstNotFinite(array);
    if (at >= 0) return { name, index: indexOf(at, array.shape) };
  }
  return undefined;
}

/** Elements that are decoded at a time. */
const pieceElements = 2 ** 16;

function firstNotFinite({ type, bytes }: DataArray): number {
  const size = elementBytes[type];
  const count = bytes.byteLength / size;
  for (let start = 0; start < count; start += pieceElements) {
    const end = Math.min(count, start + pieceElements);
    const piece = bytes.subarray(start * size, end * size);
    if (type === 'FLOAT32' && isFinite32(piece)) continue;
    const at = readNumbers(type, piece).findIndex((value) => !Number.isFinite(value));
    if (at >= 0) return start + at;
  }
  return -1;
}

/** By the exponents alone, which all bits set say: many times as fast as decoding each value. */
function isFinite32(bytes: Uint8Array): boolean {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
  const patterns = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4);
  let largest = 0;
  // eslint-disable-next-line @typescript-eslint/prefer-for-of -- V8 takes ten times as long to iterate over a typed array
  for (let index = 0; index < patterns.length; index += 1) {
    const magnitude = (patterns[index] ?? 0) & 0x7f_ff_ff_ff;
    if (magnitude > largest) largest = magnitude;
  }
  return largest < 0x7f_80_00_00;
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
