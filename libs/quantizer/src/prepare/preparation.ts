import {
  addZeroBias,
  dropDead,
  dropIdentity,
  expandSparse,
  foldAdd,
  foldConstants,
  foldDivide,
  foldFloat16,
  foldMultiply,
  foldShape,
  foldSubtract,
  fuseActivation,
  inferReshape,
  lowerTransposeConvBias,
  type Rewrite,
} from '@flotilla/rewrites';

/**
 * What happens to a float model before it is quantized, in the order of one round: constants become visible, operators
 * become ones that kernels and rules know, and what can be computed once is. Activations come after everything that
 * folds into an operator, since nothing can be folded in after them.
 */
export const PREPARATION: readonly Rewrite[] = [
  expandSparse,
  foldFloat16,
  foldShape,
  foldConstants,
  inferReshape,
  lowerTransposeConvBias,
  addZeroBias,
  dropIdentity,
  foldMultiply,
  foldDivide,
  foldAdd,
  foldSubtract,
  fuseActivation,
  dropDead,
];
