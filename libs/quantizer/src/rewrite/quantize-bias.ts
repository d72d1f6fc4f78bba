import { quantizeConstants } from './quantize-constants';
import type { Rewrite } from './rewrite';

/** Biases become int32 in units of the accumulator. */
export const quantizeBias: Rewrite = {
  name: 'quantize-bias',
  apply: (context) => quantizeConstants(context, 'bias'),
};
