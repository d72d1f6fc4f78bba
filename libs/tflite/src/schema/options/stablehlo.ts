import { bool, int64, table, vector } from '@flotilla/flatbuffer';
import {
  RngAlgorithm,
  StablehloComparisonDirection,
  StablehloComparisonType,
  StablehloPrecisionConfig,
} from './enumerations';

// Options of StableHLO operators that describe one computation.

export const StablehloConcatenateOptions = table('StablehloConcatenateOptions', {
  dimension: int64(),
});

export const StablehloBroadcastInDimOptions = table('StablehloBroadcastInDimOptions', {
  broadcastDimensions: vector(int64()),
});

export const StablehloSliceOptions = table('StablehloSliceOptions', {
  startIndices: vector(int64()),
  limitIndices: vector(int64()),
  strides: vector(int64()),
});

export const StablehloConvolutionOptions = table('StablehloConvolutionOptions', {
  windowStrides: vector(int64()),
  padding: vector(int64()),
  lhsDilation: vector(int64()),
  rhsDilation: vector(int64()),
  windowReversal: vector(bool()),
  inputBatchDimension: int64(),
  inputFeatureDimension: int64(),
  inputSpatialDimensions: vector(int64()),
  kernelInputFeatureDimension: int64(),
  kernelOutputFeatureDimension: int64(),
  kernelSpatialDimensions: vector(int64()),
  outputBatchDimension: int64(),
  outputFeatureDimension: int64(),
  outputSpatialDimensions: vector(int64()),
  featureGroupCount: int64(),
  batchGroupCount: int64(),
  precisionConfig: vector(StablehloPrecisionConfig),
});

export const StablehloCompareOptions = table('StablehloCompareOptions', {
  comparisonDirection: StablehloComparisonDirection,
  compareType: StablehloComparisonType,
});

export const StablehloDynamicSliceOptions = table('StablehloDynamicSliceOptions', {
  sliceSizes: vector(int64()),
});

export const StablehloPadOptions = table('StablehloPadOptions', {
  edgePaddingLow: vector(int64()),
  edgePaddingHigh: vector(int64()),
  interiorPadding: vector(int64()),
});

export const StablehloIotaOptions = table('StablehloIotaOptions', {
  iotaDimension: int64(),
});

export const StablehloDotGeneralOptions = table('StablehloDotGeneralOptions', {
  lhsBatchingDimensions: vector(int64()),
  rhsBatchingDimensions: vector(int64()),
  lhsContractingDimensions: vector(int64()),
  rhsContractingDimensions: vector(int64()),
  precisionConfig: vector(StablehloPrecisionConfig),
});

export const StablehloGatherOptions = table('StablehloGatherOptions', {
  offsetDims: vector(int64()),
  collapsedSliceDims: vector(int64()),
  startIndexMap: vector(int64()),
  indexVectorDim: int64(),
  sliceSizes: vector(int64()),
  indicesAreSorted: bool(),
});

export const StablehloTransposeOptions = table('StablehloTransposeOptions', {
  permutation: vector(int64()),
});

export const StablehloRngBitGeneratorOptions = table('StablehloRngBitGeneratorOptions', {
  algorithm: RngAlgorithm,
});

export const StablehloShiftLeftOptions = table('StablehloShiftLeftOptions', {});
