import type { Subgraph } from '@flotilla/tflite';
import { pruneTensors } from './graph/prune-tensors';
import type { AppliedRewrite, Rewrite } from './rewrite';

/**
 * Applies rewrites in rounds until none finds any more. That ends, since each application takes out an operator, a
 * custom operator, a computed shape or a sparse constant, and none puts one in.
 */
export function applyRewrites(subgraph: Subgraph, rewrites: readonly Rewrite[]): AppliedRewrite[] {
  const applied: AppliedRewrite[] = [];
  for (;;) {
    const round = rewrites.flatMap((rewrite) => rewrite.apply(subgraph));
    if (round.length === 0) break;
    applied.push(...round);
  }
  pruneTensors(subgraph);
  return applied;
}
