import { delegateOutcomes, oldestRuntimeOf } from '@flotilla/quantizer';
import {
  type ByteSource,
  metadataSummary,
  type Model,
  modelSummary,
  planArena,
  sizeBreakdown,
  tensorDetails,
} from '@flotilla/tflite';
import { sha256OfFile } from '../files/sha256';
import type { ModelFile } from './model-file';

/** Activations of one subgraph; `null` for more than are planned in a moment. */
export interface MemoryUse {
  readonly subgraph: number;
  readonly name: string;
  readonly activations: number;
  readonly arenaBytes: number;
  readonly peakBytes: number;
  readonly peakOperator: { readonly index: number; readonly operator: string } | null;
  readonly stateBytes: number;
}

export type Inspection = ReturnType<typeof inspectionOf> & { readonly sha256: string };

/** Everything that can be told of a model without running it. */
export async function inspect(file: ModelFile, source: ByteSource): Promise<Inspection> {
  return { ...inspectionOf(file), sha256: await sha256OfFile(source) };
}

function inspectionOf({ path, sizeBytes, model, hasOutsideData }: ModelFile) {
  return {
    path,
    sizeBytes,
    ...modelSummary(model),
    hasOutsideData,
    modelMetadata: metadataSummary(model),
    size: sizeBreakdown(model, sizeBytes),
    memory: model.subgraphs.map((_, index) => memoryUse(model, index)),
    delegates: delegateOutcomes(model, oldestRuntimeOf(model)),
    tensors: tensorDetails(model),
  };
}

function memoryUse(model: Model, index: number): MemoryUse | null {
  const subgraph = model.subgraphs[index];
  const plan = subgraph && planArena(subgraph);
  if (!plan) return null;
  const { arenaBytes, peakBytes, stateBytes, placements } = plan;
  const operator =
    plan.peakOperator === undefined ? undefined : subgraph.operators[plan.peakOperator];
  return {
    subgraph: index,
    name: subgraph.name,
    activations: placements.length,
    arenaBytes,
    peakBytes,
    peakOperator:
      plan.peakOperator !== undefined && operator
        ? { index: plan.peakOperator, operator: operator.customCode ?? operator.code }
        : null,
    stateBytes,
  };
}
