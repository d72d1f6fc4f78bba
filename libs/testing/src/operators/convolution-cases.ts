import type { OperatorCase } from './operator-case';
import {
  floats,
  FREE,
  fusedActivationFunction,
  input,
  integers,
  NO_KERNEL,
  output,
} from './operands';

const CONVOLUTION = {
  type: 'Conv2DOptions',
  padding: 'SAME',
  strideW: 1,
  strideH: 1,
  fusedActivationFunction,
  dilationWFactor: 1,
  dilationHFactor: 1,
  quantizedBiasType: 'FLOAT32',
} as const;

const DEPTHWISE = {
  type: 'DepthwiseConv2DOptions',
  padding: 'SAME',
  strideW: 1,
  strideH: 1,
  depthMultiplier: 1,
  fusedActivationFunction,
  dilationWFactor: 1,
  dilationHFactor: 1,
} as const;

const convolution = {
  code: 'CONV_2D',
  kernel: FREE,
  weight: { operand: 1, axis: 0 },
  bias: 2,
} as const;
const depthwise = {
  code: 'DEPTHWISE_CONV_2D',
  kernel: FREE,
  weight: { operand: 1, axis: 3 },
  bias: 2,
} as const;
const transposed = {
  code: 'TRANSPOSE_CONV',
  kernel: FREE,
  weight: { operand: 1, axis: 0 },
  bias: 3,
} as const;

const TRANSPOSED = {
  type: 'TransposeConvOptions',
  padding: 'SAME',
  strideW: 2,
  strideH: 2,
  fusedActivationFunction,
  quantizedBiasType: 'FLOAT32',
} as const;

const CONVOLUTION_3D = {
  type: 'Conv3DOptions',
  padding: 'SAME',
  strideD: 1,
  strideW: 1,
  strideH: 1,
  fusedActivationFunction,
  dilationDFactor: 1,
  dilationWFactor: 1,
  dilationHFactor: 1,
} as const;

export const CONVOLUTION_CASES: readonly OperatorCase[] = [
  {
    ...convolution,
    name: 'CONV_2D',
    operands: [input(), floats([16, 3, 3, 8], 0.1), floats([16])],
    outputs: [output([1, 8, 8, 16])],
    options: CONVOLUTION,
  },
  {
    ...convolution,
    name: 'CONV_2D, stride 2, VALID, RELU6',
    operands: [input(), floats([16, 3, 3, 8], 0.2), floats([16])],
    outputs: [output([1, 3, 3, 16])],
    options: {
      ...CONVOLUTION,
      padding: 'VALID',
      strideW: 2,
      strideH: 2,
      fusedActivationFunction: 'RELU6',
    },
  },
  {
    ...convolution,
    name: 'CONV_2D, dilated',
    operands: [input(), floats([16, 3, 3, 8], 0.1), floats([16])],
    outputs: [output([1, 8, 8, 16])],
    options: { ...CONVOLUTION, dilationWFactor: 2, dilationHFactor: 2 },
  },
  {
    ...convolution,
    name: 'CONV_2D, grouped',
    version: 6,
    operands: [input(), floats([16, 3, 3, 4], 0.15), floats([16])],
    outputs: [output([1, 8, 8, 16])],
    options: CONVOLUTION,
  },
  {
    ...depthwise,
    name: 'DEPTHWISE_CONV_2D',
    operands: [input(), floats([1, 3, 3, 8], 0.3), floats([8])],
    outputs: [output()],
    options: DEPTHWISE,
  },
  {
    ...depthwise,
    name: 'DEPTHWISE_CONV_2D, multiplier 2',
    operands: [input(), floats([1, 5, 5, 16], 0.2), floats([16])],
    outputs: [output([1, 8, 8, 16])],
    options: { ...DEPTHWISE, depthMultiplier: 2 },
  },
  {
    ...transposed,
    name: 'TRANSPOSE_CONV',
    version: 3,
    operands: [integers([1, 16, 16, 8]), floats([8, 3, 3, 8], 0.15), input(), floats([8])],
    outputs: [output([1, 16, 16, 8])],
    options: TRANSPOSED,
  },
  {
    ...transposed,
    name: 'TRANSPOSE_CONV, VALID',
    version: 3,
    operands: [integers([1, 16, 16, 8]), floats([8, 2, 2, 8], 0.3), input(), floats([8])],
    outputs: [output([1, 16, 16, 8])],
    options: { ...TRANSPOSED, padding: 'VALID' },
  },
  {
    name: 'CONV_3D',
    code: 'CONV_3D',
    kernel: NO_KERNEL,
    operands: [input([1, 4, 4, 4, 3]), floats([3, 3, 3, 3, 8], 0.1), floats([8])],
    outputs: [output([1, 4, 4, 4, 8])],
    options: CONVOLUTION_3D,
  },
  {
    name: 'CONV_3D_TRANSPOSE',
    code: 'CONV_3D_TRANSPOSE',
    kernel: NO_KERNEL,
    operands: [integers([1, 4, 4, 4, 8]), floats([3, 3, 3, 8, 3], 0.1), input([1, 4, 4, 4, 3])],
    outputs: [output([1, 4, 4, 4, 8])],
    options: CONVOLUTION_3D,
  },
];
