/** What a whole model is asked to become. */
export const SCHEMES = [
  'float16',
  'dynamic',
  'dynamic-int4',
  'weight-only',
  'weight-only-int4',
  'int4-blockwise',
  'int8',
  '16x8',
] as const;
export type Scheme = (typeof SCHEMES)[number];

/**
 * How one operator runs.
 * - `int8`: int8 inputs and outputs, int8 weights, int32 bias
 * - `16x8`: int16 inputs and outputs, int8 weights, int64 bias
 * - `dynamic`: float activations that the kernel quantizes on the fly, integer weights ("hybrid" kernels)
 * - `weight-only`: float kernels over weights that are stored as integers, behind a DEQUANTIZE
 * - `float16`: float kernels over constants that are stored in float16, behind a DEQUANTIZE
 * - `float`: as it was
 */
export type OperatorScheme = 'int8' | '16x8' | 'dynamic' | 'weight-only' | 'float16' | 'float';

/** The schemes whose activations are integers, with scales that calibration has to find. */
export type IntegerScheme = Extract<OperatorScheme, 'int8' | '16x8'>;

export function isIntegerScheme(scheme: OperatorScheme): scheme is IntegerScheme {
  return scheme === 'int8' || scheme === '16x8';
}
