import type { BuiltinOptions } from '../schema';

/** Indexes, in the model's list, of the subgraphs that an operator with these options runs. */
export function calledSubgraphs(options: BuiltinOptions | undefined): number[] {
  if (!options) return [];
  if ('subgraph' in options) return [options.subgraph];
  if ('thenSubgraphIndex' in options) return [options.thenSubgraphIndex, options.elseSubgraphIndex];
  if ('condSubgraphIndex' in options) return [options.condSubgraphIndex, options.bodySubgraphIndex];
  if ('bodySubgraphIndex' in options) return [options.bodySubgraphIndex];
  if ('initSubgraphIndex' in options) return [options.initSubgraphIndex];
  if ('comparatorSubgraphIndex' in options) return [options.comparatorSubgraphIndex];
  if ('updateComputationSubgraphIndex' in options) return [options.updateComputationSubgraphIndex];
  if ('decompositionSubgraphIndex' in options) return [options.decompositionSubgraphIndex];
  if ('branchSubgraphIndices' in options) return [...options.branchSubgraphIndices];
  if ('calledComputations' in options) return [...options.calledComputations];
  return [];
}
