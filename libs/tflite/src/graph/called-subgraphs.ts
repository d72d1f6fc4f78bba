import type { BuiltinOptions } from '../schema';

/** Indexes, in the model's list, of the subgraphs that an operator with these options runs. */
export function calledSubgraphs(options: BuiltinOptions | undefined): number[] {
  switch (options?.type) {
    case 'CallOptions':
      return [options.subgraph];
    case 'IfOptions':
      return [options.thenSubgraphIndex, options.elseSubgraphIndex];
    case 'WhileOptions':
    case 'StablehloWhileOptions':
      return [options.condSubgraphIndex, options.bodySubgraphIndex];
    case 'CallOnceOptions':
      return [options.initSubgraphIndex];
    case 'StablehloReduceOptions':
    case 'StablehloReduceWindowOptions':
      return [options.bodySubgraphIndex];
    case 'StablehloScatterOptions':
      return [options.updateComputationSubgraphIndex];
    case 'StablehloSortOptions':
      return [options.comparatorSubgraphIndex];
    case 'StableHLOCompositeOptions':
      return [options.decompositionSubgraphIndex];
    case 'StablehloCaseOptions':
      return [...options.branchSubgraphIndices];
    case 'StablehloCustomCallOptions':
      return [...options.calledComputations];
    default:
      return [];
  }
}
