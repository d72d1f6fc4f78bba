export type { ByteSource } from './byte-source';
export { bytesOf, constantData, floatData } from './constant-data';
export { elementCount } from './element-count';
export { ModelError, type ModelErrorCode } from './errors';
export { fromHalves, overflowsHalves, toHalves } from './float16';
export { calledSubgraphs } from './graph/called-subgraphs';
export { cloneModel, type ClonedModel } from './graph/clone-model';
export { computesInFloat, isConversion, isFloatActivation } from './graph/computes-in-float';
export { isConstant, isFloatConstant } from './graph/constants';
export { exposeTensors } from './graph/expose-tensors';
export { multiplyAdds } from './graph/multiply-adds';
export { referencedTensors } from './graph/referenced-tensors';
export { isQuantized } from './graph/is-quantized';
export { weightBytes } from './graph/weight-bytes';
export type { Lifetime } from './memory/lifetimes';
export { type ArenaPlan, type Placement, planArena } from './memory/plan-arena';
export { MAXIMUM_ELEMENTS, MAXIMUM_FLATBUFFER_BYTES } from './limits';
export { makeModel, makeOperator, makeSubgraph, makeTensor } from './make';
export {
  isMinimumRuntimeEntry,
  minimumRuntimeEntry,
  readMinimumRuntime,
} from './metadata/minimum-runtime';
export { ARCHIVE_END_BYTES, findArchiveEnd } from './archive/zip-directory';
export { DIRECTORY_ENTRY, LOCAL_HEADER, viewOf } from './archive/zip-format';
export { attachFile, type Attachment } from './metadata/attach-file';
export { labelsOf, setLabels } from './metadata/labels';
export { editModelMetadata, readModelMetadata } from './metadata/model-metadata';
export { type Normalization, normalizationOf, setNormalization } from './metadata/normalization';
export type {
  AssociatedFileMetadata,
  AssociatedFileType,
  ModelMetadata,
  SubGraphMetadata,
  TensorMetadata,
} from './metadata/schema';
export { statedNormalizations } from './metadata/stated-normalizations';
export { setStatistics, statisticsOf, type TensorStatistics } from './metadata/statistics';
export { editTensorMetadata, type Port, tensorMetadata } from './metadata/tensor-metadata';
export type {
  AssociatedFile,
  Buffer,
  Metadata,
  Model,
  Operator,
  Quantization,
  Signature,
  SparseDimension,
  Sparsity,
  Subgraph,
  Tensor,
} from './model';
export {
  modelSummary,
  type ModelSummary,
  type OperatorSummary,
  type TensorSummary,
} from './summary/model-summary';
export {
  metadataSummary,
  type MetadataSummary,
  type TensorMetadataSummary,
  type UnreadableMetadata,
} from './summary/metadata-summary';
export { type SizeBreakdown, sizeBreakdown } from './summary/size-breakdown';
export {
  type QuantizationDetails,
  type TensorDetails,
  tensorDetails,
} from './summary/tensor-details';
export { readModel, readModelFrom, readStoredModel, readStoredModelFrom } from './read-model';
export type { StoredModel } from './reader/read-steps';
export {
  type ActivationFunctionType,
  BuiltinOperator,
  type BuiltinOptions,
  type BuiltinOptionsOf,
  type BuiltinOptionsType,
  optionsOf,
  type Padding,
  TensorType,
} from './schema';
export { sameShape } from './same-shape';
export { bitsPerElement } from './tensor-type-size';
export { writeModel, writeModelParts, type WriteOptions } from './write-model';
