import type { TensorType } from './schema';

const BITS: Readonly<Record<TensorType, number | undefined>> = {
  FLOAT32: 32,
  FLOAT16: 16,
  INT32: 32,
  UINT8: 8,
  INT64: 64,
  STRING: undefined,
  BOOL: 8,
  INT16: 16,
  COMPLEX64: 64,
  INT8: 8,
  FLOAT64: 64,
  COMPLEX128: 128,
  UINT64: 64,
  RESOURCE: undefined,
  VARIANT: undefined,
  UINT32: 32,
  UINT16: 16,
  INT4: 4,
  BFLOAT16: 16,
  INT2: 2,
  UINT4: 4,
  FLOAT8_E4M3FN: 8,
  FLOAT8_E5M2: 8,
};

/** Bits of one element; undefined for strings, resources and variants, whose size is not fixed. */
export function bitsPerElement(type: TensorType): number | undefined {
  return BITS[type];
}

/**
 * Bytes of one element, 0.5 for 4-bit and 0.25 for 2-bit types.
 * @throws RangeError for strings, resources and variants
 */
export function bytesPerElement(type: TensorType): number {
  const bits = BITS[type];
  if (bits === undefined) throw new RangeError(`elements of ${type} have no fixed size`);
  return bits / 8;
}

/** Bytes that a constant of this type and count takes; 4-bit and 2-bit elements are packed, low bits first. */
export function byteLengthOf(type: TensorType, elements: number): number {
  return Math.ceil(elements * bytesPerElement(type));
}
