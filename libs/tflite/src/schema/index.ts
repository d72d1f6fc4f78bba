export { BuiltinOperator } from './builtin-operator';
export type { BuiltinOptions, BuiltinOptionsOf, BuiltinOptionsType } from './builtin-options';
export { optionsOf } from './options-of';
export type { ActivationFunctionType, Padding } from './options/enumerations';
export { TensorType } from './tensor-type';
