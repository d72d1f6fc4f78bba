export type { ByteSource } from './byte-source';
export { bytesOf, constantData, floatData } from './constant-data';
export { elementCount } from './element-count';
export { ModelError, type ModelErrorCode } from './errors';
export { isQuantized } from './graph/is-quantized';
export { weightBytes } from './graph/weight-bytes';
export { makeModel, makeOperator, makeSubgraph, makeTensor } from './make';
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
} from './model-summary';
export { readModel, readModelFrom, readStoredModel } from './read-model';
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
export { bitsPerElement } from './tensor-type-size';
export { writeModel, writeModelParts, type WriteOptions } from './write-model';
