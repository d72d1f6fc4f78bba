export { applyRewrites } from './apply-rewrites';
export { dropIdentity } from './drop-identity';
export { foldAdd } from './fold-add';
export { foldMultiply } from './fold-multiply';
export { fuseActivation } from './fuse-activation';
export type { AppliedRewrite, Rewrite } from './rewrite';
