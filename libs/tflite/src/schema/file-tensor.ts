import {
  bool,
  bytes,
  enumeration,
  float32,
  int32,
  int64,
  optional,
  string,
  table,
  uint16,
  uint32,
  union,
  vector,
} from '@flotilla/flatbuffer';
import { TensorType } from './tensor-type';

const CustomQuantization = table('CustomQuantization', { custom: bytes({ forceAlign: 16 }) });

/** Scales and zero points stand in tensors of their own; a zero-point index of −1 means all zero. */
const BlockwiseQuantization = table('BlockwiseQuantization', {
  scales: int32(),
  zeroPoints: int32(),
  blockSize: int32(),
  blockShape: vector(int32()),
});

const MultiAxisQuantization = table('MultiAxisQuantization', {
  scales: int32(),
  zeroPoints: int32(),
  blockSize: int32(),
  quantizedDimensions: vector(int32()),
});

const QuantizationParameters = table('QuantizationParameters', {
  min: vector(float32()),
  max: vector(float32()),
  scale: vector(float32()),
  zeroPoint: vector(int64()),
  details: union('QuantizationDetails', [
    CustomQuantization,
    BlockwiseQuantization,
    MultiAxisQuantization,
  ]),
  quantizedDimension: int32(),
});

const SparseIndexVector = union('SparseIndexVector', [
  table('Int32Vector', { values: vector(int32()) }),
  table('Uint16Vector', { values: vector(uint16(), { forceAlign: 4 }) }),
  table('Uint8Vector', { values: bytes({ forceAlign: 4 }) }),
]);

const DimensionMetadata = table('DimensionMetadata', {
  format: enumeration('DimensionType', 'int8', ['DENSE', 'SPARSE_CSR']),
  denseSize: int32(),
  arraySegments: SparseIndexVector,
  arrayIndices: SparseIndexVector,
});

const SparsityParameters = table('SparsityParameters', {
  traversalOrder: vector(int32()),
  blockMap: vector(int32()),
  dimMetadata: vector(DimensionMetadata),
});

const VariantSubType = table('VariantSubType', {
  shape: vector(int32()),
  type: TensorType,
  hasRank: bool(),
});

export const FileTensor = table('Tensor', {
  shape: vector(int32()),
  type: TensorType,
  buffer: uint32(),
  name: string(),
  quantization: QuantizationParameters,
  isVariable: bool(),
  sparsity: SparsityParameters,
  shapeSignature: optional(vector(int32())),
  hasRank: bool(),
  variantTensors: vector(VariantSubType),
  externalBuffer: uint32(),
});
