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

/** The nearest integer; of two equally near ones the even one (IEEE 754's default, numpy's `rint`). */
export function roundHalfEven(value: number): number {
  const rounded = Math.round(value);
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

/** Quantizes real values, saturating at the type's bounds. Values must not be NaN. */
export function quantize(
  values: ArrayLike<number>,
  type: ElementType,
  parameters: AffineParameters,
): Float64Array {
  const range = integerRange[type];
  if (!range) throw new TypeError(`${type} is no integer type`);
  const [least, greatest] = range;
  return Float64Array.from(values, (value) =>
    Math.min(
      greatest,
      Math.max(least, roundHalfEven(value / parameters.scale) + parameters.zeroPoint),
    ),
  );
}

/** Real values of quantized ones, in single precision as the kernels compute them. */
export function dequantize(
  values: ArrayLike<number>,
  { scale, zeroPoint }: AffineParameters,
): Float32Array {
  return Float32Array.from(values, (value) => scale * (value - zeroPoint));
}
