import { dropIdentity } from './drop-identity';
import { foldAdd } from './fold-add';
import { foldMultiply } from './fold-multiply';
import { fuseActivation } from './fuse-activation';
import type { Rewrite } from './rewrite';

/** Every rewrite, in the order of one round. Activations come last: nothing can be folded in after them. */
export const rewrites: readonly Rewrite[] = [dropIdentity, foldMultiply, foldAdd, fuseActivation];
