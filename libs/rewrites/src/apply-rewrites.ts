import type { Subgraph } from '@flotilla/tflite';
import { pruneTensors } from './prune-tensors';
import type { AppliedRewrite, Rewrite } from './rewrite';

/** Applies rewrites in rounds until none finds any more; each application removes an operator, so it ends. */
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
