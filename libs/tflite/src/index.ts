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
  type ActivationFunctionType,
  BuiltinOperator,
  type BuiltinOptions,
  type BuiltinOptionsOf,
  type BuiltinOptionsType,
  optionsOf,
  type Padding,
  TensorType,
} from './schema';
