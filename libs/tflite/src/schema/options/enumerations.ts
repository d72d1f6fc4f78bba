import { enumeration, type Infer } from '@flotilla/flatbuffer';

// Enumerations of the options tables, numbered from 0 in the order written.

export const Padding = enumeration('Padding', 'int8', ['SAME', 'VALID']);

export const ActivationFunctionType = enumeration('ActivationFunctionType', 'int8', [
  'NONE',
  'RELU',
  'RELU_N1_TO_1',
  'RELU6',
  'TANH',
  'SIGN_BIT',
]);

export const LSHProjectionType = enumeration('LSHProjectionType', 'int8', [
  'UNKNOWN',
  'SPARSE',
  'DENSE',
]);

export const FullyConnectedOptionsWeightsFormat = enumeration(
  'FullyConnectedOptionsWeightsFormat',
  'int8',
  ['DEFAULT', 'SHUFFLED4x16INT8'],
);

export const LSTMKernelType = enumeration('LSTMKernelType', 'int8', ['FULL', 'BASIC']);

export const CombinerType = enumeration('CombinerType', 'int8', ['SUM', 'MEAN', 'SQRTN']);

export const MirrorPadMode = enumeration('MirrorPadMode', 'int8', ['REFLECT', 'SYMMETRIC']);

export const ReduceWindowFunction = enumeration('ReduceWindowFunction', 'int32', [
  'UNSUPPORTED',
  'ADD',
  'MUL',
  'MINIMUM',
  'MAXIMUM',
  'ALL',
  'ANY',
]);

export const CustomOptionsFormat = enumeration('CustomOptionsFormat', 'int8', ['FLEXBUFFERS']);

export const StablehloPrecisionConfig = enumeration('StablehloPrecisionConfig', 'uint32', [
  'DEFAULT',
  'HIGH',
  'HIGHEST',
]);

export const StablehloComparisonDirection = enumeration('StablehloComparisonDirection', 'uint32', [
  'STABLEHLO_COMPARISON_DIRECTION_EQ',
  'STABLEHLO_COMPARISON_DIRECTION_NE',
  'STABLEHLO_COMPARISON_DIRECTION_GE',
  'STABLEHLO_COMPARISON_DIRECTION_GT',
  'STABLEHLO_COMPARISON_DIRECTION_LE',
  'STABLEHLO_COMPARISON_DIRECTION_LT',
]);

export const StablehloComparisonType = enumeration('StablehloComparisonType', 'uint32', [
  'STABLEHLO_COMPARISON_TYPE_NOTYPE',
  'STABLEHLO_COMPARISON_TYPE_FLOAT',
  'STABLEHLO_COMPARISON_TYPE_FLOAT_TOTAL_ORDER',
  'STABLEHLO_COMPARISON_TYPE_SIGNED',
  'STABLEHLO_COMPARISON_TYPE_UNSIGNED',
]);

export const RngAlgorithm = enumeration('RngAlgorithm', 'int8', ['DEFAULT', 'PHILOX', 'THREEFRY']);

export type Padding = Infer<typeof Padding>;
export type ActivationFunctionType = Infer<typeof ActivationFunctionType>;
