/** What a whole model is asked to become. */
export const SCHEMES = ['float16', 'dynamic', 'int8'] as const;
export type Scheme = (typeof SCHEMES)[number];

/**
 * How one operator runs.
 * - `int8`: int8 inputs and outputs, int8 weights, int32 bias
 * - `hybrid`: float activations that the kernel quantizes on the fly, int8 weights
 * - `float16`: float kernels over constants that are stored as halves
 * - `float`: as it was
 */
export type OperatorScheme = 'int8' | 'hybrid' | 'float16' | 'float';
