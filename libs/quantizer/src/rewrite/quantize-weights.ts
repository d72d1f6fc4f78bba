import { quantizeConstants } from './quantize-constants';
import type { Rewrite } from './rewrite';

/** Weights become symmetric int8, for integer and for hybrid kernels alike. */
export const quantizeWeights: Rewrite = {
  name: 'quantize-weights',
  apply: (context) => quantizeConstants(context, 'weight'),
};
