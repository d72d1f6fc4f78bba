import { bool, bytes, int32, int64, string, table, vector } from '@flotilla/flatbuffer';
import { CustomOptionsFormat } from './enumerations';

// Options of StableHLO operators that call subgraphs, by index into the file's list.

export const StablehloCustomCallOptions = table('StablehloCustomCallOptions', {
  callTargetName: string(),
  hasSideEffect: bool(),
  backendConfig: string(),
  apiVersion: int32(),
  calledComputations: vector(int32()),
  customAttributes: bytes(),
});

export const StablehloReduceOptions = table('StablehloReduceOptions', {
  dimensions: vector(int64()),
  bodySubgraphIndex: int32(),
});

export const StablehloScatterOptions = table('StablehloScatterOptions', {
  indicesAreSorted: bool(),
  updateWindowDims: vector(int64()),
  insertedWindowDims: vector(int64()),
  scatterDimsToOperandDims: vector(int64()),
  indexVectorDim: int64(),
  uniqueIndices: bool(),
  updateComputationSubgraphIndex: int32(),
});

export const StablehloReduceWindowOptions = table('StablehloReduceWindowOptions', {
  windowDimensions: vector(int64()),
  windowStrides: vector(int64()),
  baseDilations: vector(int64()),
  windowDilations: vector(int64()),
  padding: vector(int64()),
  bodySubgraphIndex: int32(),
});

export const StablehloSortOptions = table('StablehloSortOptions', {
  dimension: int64(),
  isStable: bool(),
  comparatorSubgraphIndex: int32(),
});

export const StablehloWhileOptions = table('StablehloWhileOptions', {
  condSubgraphIndex: int32(),
  bodySubgraphIndex: int32(),
});

export const StableHLOCompositeOptions = table('StableHLOCompositeOptions', {
  name: string(),
  decompositionSubgraphIndex: int32(),
  compositeAttributes: bytes(),
  compositeAttributesFormat: CustomOptionsFormat,
  version: int32(),
});

export const StablehloCaseOptions = table('StablehloCaseOptions', {
  branchSubgraphIndices: vector(int32()),
});
