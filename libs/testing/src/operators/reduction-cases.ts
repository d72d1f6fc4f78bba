import type { BuiltinOperator } from '@flotilla/tflite';
import type { KernelRule, OperatorCase } from './operator-case';
import {
  booleans,
  FREE,
  IMAGE,
  input,
  integers,
  NO_KERNEL,
  output,
  SAME_AS_INPUT,
} from './operands';

const KERNELS: readonly (readonly [BuiltinOperator, KernelRule])[] = [
  ['MEAN', FREE],
  ['SUM', FREE],
  ['REDUCE_MAX', SAME_AS_INPUT],
  ['REDUCE_MIN', SAME_AS_INPUT],
  ['REDUCE_PROD', FREE],
];

const options = { type: 'ReducerOptions', keepDims: false } as const;

export const REDUCTION_CASES: readonly OperatorCase[] = [
  ...KERNELS.flatMap(([code, kernel]): OperatorCase[] => [
    {
      name: `${code} of pixels`,
      code,
      kernel,
      operands: [input(), integers([1, 2])],
      outputs: [output([1, 8])],
      options,
    },
    {
      name: `${code} of channels, kept`,
      code,
      kernel,
      operands: [input(), integers([3])],
      outputs: [output([1, 8, 8, 1])],
      options: { ...options, keepDims: true },
    },
  ]),
  ...(['REDUCE_ANY', 'REDUCE_ALL'] as const).map((code): OperatorCase => ({
    name: code,
    code,
    kernel: NO_KERNEL,
    operands: [booleans(IMAGE), integers([3])],
    outputs: [output([1, 8, 8], 'BOOL')],
    options,
  })),
];
