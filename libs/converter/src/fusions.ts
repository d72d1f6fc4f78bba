import {
  dropIdentity,
  foldAdd,
  foldMultiply,
  fuseActivation,
  type Rewrite,
} from '@flotilla/rewrites';

/** What joins lowered layers, in the order of one round. Activations come last: nothing can be folded in after them. */
export const FUSIONS: readonly Rewrite[] = [dropIdentity, foldMultiply, foldAdd, fuseActivation];
