export { bytesOf, constantData, floatData } from './constant-data';
export { elementCount } from './element-count';
export { ModelError, type ModelErrorCode } from './errors';
export { fromHalves, overflowsHalves, toHalves } from './float16';
export { calledSubgraphs } from './graph/called-subgraphs';
export { cloneModel, type ClonedModel } from './graph/clone-model';
export { isConstant, isFloatConstant } from './graph/constants';
export { referencedTensors } from './graph/referenced-tensors';
export { weightBytes } from './graph/weight-bytes';
export { MAXIMUM_ELEMENTS, MAXIMUM_FILE_BYTES } from './limits';
export { makeModel, makeOperator, makeSubgraph, makeTensor } from './make';
export {
  isMinimumRuntimeEntry,
  minimumRuntimeEntry,
  readMinimumRuntime,
} from './metadata/minimum-runtime';
export type {
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
  isQuantized,
  modelSummary,
  type ModelSummary,
  type OperatorSummary,
  type TensorSummary,
} from './model-summary';
export { readModel } from './read-model';
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
export { writeModel } from './write-model';
