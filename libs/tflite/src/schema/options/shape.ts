import { bool, deprecated, int32, table, vector } from '@flotilla/flatbuffer';
import { TensorType } from '../tensor-type';
import { ActivationFunctionType, MirrorPadMode } from './enumerations';

// Options of operators that move elements without computing.

export const ReshapeOptions = table('ReshapeOptions', {
  newShape: vector(int32()),
});

export const SqueezeOptions = table('SqueezeOptions', {
  squeezeDims: vector(int32()),
});

export const ExpandDimsOptions = table('ExpandDimsOptions', {});

export const TransposeOptions = table('TransposeOptions', {});

export const ConcatenationOptions = table('ConcatenationOptions', {
  axis: int32(),
  fusedActivationFunction: ActivationFunctionType,
});

export const PackOptions = table('PackOptions', {
  valuesCount: int32(),
  axis: int32(),
});

export const UnpackOptions = table('UnpackOptions', {
  num: int32(),
  axis: int32(),
});

export const SplitOptions = table('SplitOptions', {
  numSplits: int32(),
});

export const SplitVOptions = table('SplitVOptions', {
  numSplits: int32(),
});

export const SliceOptions = table('SliceOptions', {});

export const StridedSliceOptions = table('StridedSliceOptions', {
  beginMask: int32(),
  endMask: int32(),
  ellipsisMask: int32(),
  newAxisMask: int32(),
  shrinkAxisMask: int32(),
  offset: bool(),
});

export const PadOptions = table('PadOptions', {});

export const PadV2Options = table('PadV2Options', {});

export const MirrorPadOptions = table('MirrorPadOptions', {
  mode: MirrorPadMode,
});

export const TileOptions = table('TileOptions', {});

export const BroadcastToOptions = table('BroadcastToOptions', {});

export const FillOptions = table('FillOptions', {});

export const ZerosLikeOptions = table('ZerosLikeOptions', {});

export const RangeOptions = table('RangeOptions', {});

export const ShapeOptions = table('ShapeOptions', {
  outType: TensorType,
});

export const RankOptions = table('RankOptions', {});

export const SpaceToBatchNDOptions = table('SpaceToBatchNDOptions', {});

export const BatchToSpaceNDOptions = table('BatchToSpaceNDOptions', {});

export const SpaceToDepthOptions = table('SpaceToDepthOptions', {
  blockSize: int32(),
});

export const DepthToSpaceOptions = table('DepthToSpaceOptions', {
  blockSize: int32(),
});

export const ResizeBilinearOptions = table('ResizeBilinearOptions', {
  newHeight: deprecated(int32()),
  newWidth: deprecated(int32()),
  alignCorners: bool(),
  halfPixelCenters: bool(),
});

export const ResizeNearestNeighborOptions = table('ResizeNearestNeighborOptions', {
  alignCorners: bool(),
  halfPixelCenters: bool(),
});

export const ReverseV2Options = table('ReverseV2Options', {});

export const ReverseSequenceOptions = table('ReverseSequenceOptions', {
  seqDim: int32(),
  batchDim: int32(),
});

export const MatrixDiagOptions = table('MatrixDiagOptions', {});

export const MatrixSetDiagOptions = table('MatrixSetDiagOptions', {});
