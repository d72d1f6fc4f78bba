import type { ElementType } from './element-type';

/** real = scale · (q − zeroPoint) */
export interface AffineParameters {
  readonly scale: number;
  readonly zeroPoint: number;
}

/** Least and greatest value of each integer type; of 64 bits, what a double holds exactly. */
export const integerRange: Readonly<
  Partial<Record<ElementType, readonly [least: number, greatest: number]>>
> = {
  BOOL: [0, 1],
  INT8: [-128, 127],
  UINT8: [0, 255],
  INT16: [-32_768, 32_767],
  UINT16: [0, 65_535],
  INT32: [-(2 ** 31), 2 ** 31 - 1],
  UINT32: [0, 2 ** 32 - 1],
  INT64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
};

/**
 * Quantizes real values, saturating at the type's bounds. Values must not be NaN.
 *
 * Gives what the QUANTIZE operator gives for them as float32 (`AffineQuantize` in `reference/quantize.h`): the quotient in
 * double precision, halves away from zero. XNNPACK's kernel multiplies by the reciprocal in single precision and takes
 * the even one of two halves, so that it differs by one step next to a half. Data are quantized once, whichever delegate
 * runs the model, and so follow the operator's definition.
 */
export function quantize(
  values: ArrayLike<number>,
  type: ElementType,
  { scale, zeroPoint }: AffineParameters,
): Float64Array {
  const range = integerRange[type];
  if (!range) throw new TypeError(`${type} is no integer type`);
  const [least, greatest] = range;
  return Float64Array.from(values, (value) =>
    Math.min(greatest, Math.max(least, roundHalfAway(Math.fround(value) / scale) + zeroPoint)),
  );
}

/** Real values of quantized ones, in single precision as the kernels compute them. */
export function dequantize(
  values: ArrayLike<number>,
  { scale, zeroPoint }: AffineParameters,
): Float32Array {
  const real = new Float32Array(values.length);
  // A loop: `from` with a function takes ten times as long, and whole activations pass through here.
  for (let at = 0; at < real.length; at++) real[at] = scale * ((values[at] ?? NaN) - zeroPoint);
  return real;
}

/** C's `round`; `Math.round` takes halves upwards. */
function roundHalfAway(value: number): number {
  return value < 0 ? -Math.round(-value) : Math.round(value);
}
