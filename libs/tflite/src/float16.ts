/** The largest finite float16. */
export const LARGEST_HALF = 65504;

/** Float32 bits of 2⁻¹⁴, the smallest normal half, and of 2¹⁶, beyond which nothing is finite. */
const SMALLEST_NORMAL = 0x38800000;
const BEYOND_FINITE = 0x47800000;

/** Exponent bias 127 of float32 less 15 of float16, in float32's exponent position. */
const BIAS_DIFFERENCE = 0x38000000;

const INFINITE_HALF = 0x7c00;
const QUIET_NAN_HALF = 0x7e00;

/**
 * Rounds to float16, ties to even. On bits rather than by a library's accessor, since models hold millions of weights.
 * @returns little-endian bytes, two a value
 */
export function toHalves(values: Float32Array): Uint8Array {
  const floats = new Uint32Array(values.slice().buffer);
  const halves = new Uint16Array(floats.length);
  floats.forEach((bits, index) => {
    halves[index] = toHalfBits(bits);
  });
  return new Uint8Array(halves.buffer);
}

/** @param bytes little-endian, two a value */
export function fromHalves(bytes: Uint8Array): Float32Array {
  const halves = new Uint16Array(new Uint8Array(bytes).buffer);
  const floats = new Uint32Array(halves.length);
  halves.forEach((half, index) => {
    floats[index] = toFloatBits(half);
  });
  return new Float32Array(floats.buffer);
}

/** Whether some finite value becomes an infinity in float16. */
export function overflowsHalves(values: Float32Array): boolean {
  // Values up to the midpoint between 65504 and 65536 still round down.
  const midpoint = LARGEST_HALF + 16;
  return values.some((value) => Math.abs(value) >= midpoint);
}

function toHalfBits(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude >= BEYOND_FINITE) {
    return sign | (magnitude > 0x7f800000 ? QUIET_NAN_HALF : INFINITE_HALF);
  }
  if (magnitude < SMALLEST_NORMAL) return sign | toSubnormalHalf(magnitude);
  const roundedToEven = magnitude + 0xfff + ((magnitude >>> 13) & 1);
  return sign | ((roundedToEven - BIAS_DIFFERENCE) >>> 13);
}

/** A subnormal half counts steps of 2⁻²⁴. */
function toSubnormalHalf(magnitude: number): number {
  const shift = 126 - (magnitude >>> 23);
  if (shift > 25) return 0;
  const significand = (magnitude & 0x7fffff) | 0x800000;
  const halfStep = 2 ** (shift - 1);
  const steps = significand >>> shift;
  const rest = significand - steps * 2 ** shift;
  const roundsUp = rest > halfStep || (rest === halfStep && steps % 2 === 1);
  return steps + (roundsUp ? 1 : 0);
}

function toFloatBits(half: number): number {
  const sign = (half & 0x8000) << 16;
  const magnitude = half & 0x7fff;
  if (magnitude >= INFINITE_HALF) return sign | 0x7f800000 | ((magnitude & 0x3ff) << 13);
  if (magnitude >= 0x400) return sign | ((magnitude << 13) + BIAS_DIFFERENCE);
  if (magnitude === 0) return sign;
  const shift = Math.clz32(magnitude) - 21;
  const exponent = 113 - shift;
  return sign | (exponent << 23) | (((magnitude << shift) & 0x3ff) << 13);
}
