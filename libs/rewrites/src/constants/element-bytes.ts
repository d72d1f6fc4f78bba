import { bitsPerElement, type TensorType } from '@flotilla/tflite';

/** Bytes of one element; `undefined` where elements have no size of their own, or share a byte. */
export function elementBytes(type: TensorType): number | undefined {
  const bits = bitsPerElement(type);
  return bits === undefined || bits % 8 !== 0 ? undefined : bits / 8;
}
