import type { Subgraph } from '@flotilla/tflite';
import { pruneTensors } from './prune-tensors';
import type { AppliedRewrite, Rewrite } from './rewrite';
import { rewrites } from './registry';

/** Applies rewrites in rounds until none finds anything more; each application removes an operator, so it ends. */
export function fuse(subgraph: Subgraph, passes: readonly Rewrite[] = rewrites): AppliedRewrite[] {
  const applied: AppliedRewrite[] = [];
  for (;;) {
    const round = passes.flatMap((pass) => pass.apply(subgraph));
    if (round.length === 0) break;
    applied.push(...round);
  }
  pruneTensors(subgraph);
  return applied;
}
