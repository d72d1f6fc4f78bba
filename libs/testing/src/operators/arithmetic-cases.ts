import type { BuiltinOperator, BuiltinOptions } from '@flotilla/tflite';
import type { KernelRule, Operand, OperatorCase } from './operator-case';
import {
  floats,
  FREE,
  fusedActivationFunction,
  input,
  NO_KERNEL,
  output,
  SAME_AS_OUTPUT,
} from './operands';

const ADD = { type: 'AddOptions', fusedActivationFunction, potScaleInt16: false } as const;
const SUB = { type: 'SubOptions', fusedActivationFunction, potScaleInt16: false } as const;
const MUL = { type: 'MulOptions', fusedActivationFunction } as const;

interface Binary {
  readonly code: BuiltinOperator;
  readonly kernel: KernelRule;
  readonly options: BuiltinOptions;
  readonly left?: Operand;
  readonly right?: Operand;
  readonly lacks?: readonly ('int8' | 'int16')[];
  readonly discontinuous?: true;
}

const BINARY: readonly Binary[] = [
  { code: 'ADD', kernel: FREE, options: ADD },
  { code: 'SUB', kernel: FREE, options: SUB },
  { code: 'MUL', kernel: FREE, options: MUL },
  {
    code: 'DIV',
    kernel: FREE,
    options: { type: 'DivOptions', fusedActivationFunction },
    right: input(undefined, 'away-from-zero'),
  },
  { code: 'MAXIMUM', kernel: SAME_AS_OUTPUT, options: { type: 'MaximumMinimumOptions' } },
  { code: 'MINIMUM', kernel: SAME_AS_OUTPUT, options: { type: 'MaximumMinimumOptions' } },
  {
    code: 'SQUARED_DIFFERENCE',
    kernel: FREE,
    options: { type: 'SquaredDifferenceOptions' },
    lacks: ['int16'],
  },
  {
    code: 'POW',
    kernel: NO_KERNEL,
    options: { type: 'PowOptions' },
    left: input(undefined, 'positive'),
  },
  {
    code: 'FLOOR_DIV',
    kernel: NO_KERNEL,
    options: { type: 'FloorDivOptions' },
    right: input(undefined, 'away-from-zero'),
    discontinuous: true,
  },
  {
    code: 'FLOOR_MOD',
    kernel: NO_KERNEL,
    options: { type: 'FloorModOptions' },
    right: input(undefined, 'away-from-zero'),
    discontinuous: true,
  },
  { code: 'ATAN2', kernel: NO_KERNEL, options: { type: 'ATan2Options' } },
];

export const ARITHMETIC_CASES: readonly OperatorCase[] = [
  ...BINARY.map(({ left = input(), right = input(), ...rest }): OperatorCase => ({
    ...rest,
    name: rest.code,
    operands: [left, right],
    outputs: [output()],
  })),
  {
    name: 'ADD, constant of each channel',
    code: 'ADD',
    kernel: FREE,
    operands: [input(), floats([8])],
    outputs: [output()],
    options: ADD,
  },
  {
    name: 'MUL, constant of each channel, RELU6',
    code: 'MUL',
    kernel: FREE,
    operands: [input(), floats([8])],
    outputs: [output()],
    options: { ...MUL, fusedActivationFunction: 'RELU6' },
  },
  {
    name: 'ADD, unlike ranges',
    code: 'ADD',
    kernel: FREE,
    operands: [input(), floats([1, 8, 8, 8], 30)],
    outputs: [output()],
    options: ADD,
  },
];
