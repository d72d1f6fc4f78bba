import { getFloat16, setFloat16 } from '@petamoriken/float16';

/** The largest finite float16. */
export const LARGEST_HALF = 65504;

/** Rounds to float16, ties to even. @returns little-endian bytes, two a value */
export function toHalves(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.length * 2);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    setFloat16(view, index * 2, value, true);
  });
  return bytes;
}

export function fromHalves(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(bytes.byteLength / 2);
  return values.map((_, index) => getFloat16(view, index * 2, true));
}

/** Whether some finite value becomes an infinity in float16. */
export function overflowsHalves(values: Float32Array): boolean {
  // Values up to the midpoint between 65504 and 65536 still round down.
  const midpoint = LARGEST_HALF + 16;
  return values.some((value) => Math.abs(value) >= midpoint);
}
