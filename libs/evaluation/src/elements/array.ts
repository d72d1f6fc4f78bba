import type { ElementType } from './element-type';

/** An n-dimensional array: little-endian elements in C order. */
export interface TensorArray {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}
