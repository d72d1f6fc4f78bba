import { applyRewrites } from '@flotilla/rewrites';
import type { Model } from '@flotilla/tflite';
import { FUSIONS } from './fusions';
import type { LayerGraph } from './graph';
import { lowerGraph } from './lowering/lower-graph';
import { minimumRuntime } from './minimum-runtime';
import type { ConversionReport } from './report';

export interface ConversionResult {
  /** A float32 model with the signature `serving_default`, whose batch is open where the source left it open. */
  readonly model: Model;
  readonly report: ConversionReport;
}

/** Lowers and fuses a graph that a reader made. */
export function convertGraph(graph: LayerGraph): ConversionResult {
  const { subgraph, signature } = lowerGraph(graph);
  const rewrites = applyRewrites(subgraph, FUSIONS);
  const operators: Record<string, number> = {};
  for (const { code } of subgraph.operators) operators[code] = (operators[code] ?? 0) + 1;
  return {
    model: {
      description: 'Flotilla converted',
      subgraphs: [subgraph],
      signatures: [signature],
      metadata: [minimumRuntime(subgraph.operators)],
    },
    report: {
      layers: graph.nodes.map(({ name, className }) => ({ name, className })),
      operators,
      rewrites,
      parameterCount: graph.parameterCount,
    },
  };
}
