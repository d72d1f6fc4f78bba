import type { ElementType } from './element-type';

/** An n-dimensional array: little-endian elements in C order. */
export interface TensorArray {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** Bytes that are given out by range: those of a `Uint8Array`, or of a file that need not be read as a whole. */
export interface ByteRange {
  readonly byteLength: number;
  /** @throws Error where they cannot be read */
  subarray(start: number, end: number): Uint8Array;
}

/** An array of a data set, which may be larger than memory. */
export interface DataArray extends Omit<TensorArray, 'bytes'> {
  readonly bytes: ByteRange;
}
