import type { BuiltinOperator, BuiltinOptions } from '@flotilla/tflite';
import type { OperatorCase } from './operator-case';
import {
  booleans,
  FREE,
  given,
  IMAGE,
  indices,
  input,
  NO_KERNEL,
  output,
  SAME_AS_OUTPUT,
  scalar,
} from './operands';

const COMPARISONS: readonly (readonly [BuiltinOperator, BuiltinOptions['type']])[] = [
  ['EQUAL', 'EqualOptions'],
  ['NOT_EQUAL', 'NotEqualOptions'],
  ['GREATER', 'GreaterOptions'],
  ['GREATER_EQUAL', 'GreaterEqualOptions'],
  ['LESS', 'LessOptions'],
  ['LESS_EQUAL', 'LessEqualOptions'],
];

/** Operators that compare, choose or count; most of their outputs are no reals. */
export const CHOICE_CASES: readonly OperatorCase[] = [
  ...COMPARISONS.map(([code, type]): OperatorCase => ({
    name: code,
    code,
    kernel: FREE,
    operands: [input(), input()],
    outputs: [output(IMAGE, 'BOOL')],
    options: { type } as BuiltinOptions,
    discontinuous: true,
  })),
  ...(['SELECT', 'SELECT_V2'] as const).map((code): OperatorCase => ({
    name: code,
    code,
    kernel: SAME_AS_OUTPUT,
    operands: [booleans(IMAGE), input(), input()],
    outputs: [output()],
    options: { type: code === 'SELECT' ? 'SelectOptions' : 'SelectV2Options' },
  })),
  ...(['ARG_MAX', 'ARG_MIN'] as const).map((code): OperatorCase => ({
    name: code,
    code,
    kernel: FREE,
    lacks: ['int16'],
    operands: [input(), scalar(3)],
    outputs: [output([1, 8, 8], 'INT32')],
    options: {
      type: code === 'ARG_MAX' ? 'ArgMaxOptions' : 'ArgMinOptions',
      outputType: 'INT32',
    },
    discontinuous: true,
  })),
  {
    name: 'TOPK_V2',
    code: 'TOPK_V2',
    kernel: { kind: 'same-as-input' },
    operands: [input(), scalar(3)],
    outputs: [output([1, 8, 8, 3]), output([1, 8, 8, 3], 'INT32')],
    options: { type: 'TopKV2Options' },
  },
  ...(['LOGICAL_AND', 'LOGICAL_OR'] as const).map((code): OperatorCase => ({
    name: code,
    code,
    kernel: NO_KERNEL,
    operands: [booleans(IMAGE), booleans(IMAGE)],
    outputs: [output(IMAGE, 'BOOL')],
    options: { type: code === 'LOGICAL_AND' ? 'LogicalAndOptions' : 'LogicalOrOptions' },
  })),
  {
    name: 'LOGICAL_NOT',
    code: 'LOGICAL_NOT',
    kernel: NO_KERNEL,
    operands: [booleans(IMAGE)],
    outputs: [output(IMAGE, 'BOOL')],
    options: { type: 'LogicalNotOptions' },
  },
  {
    name: 'ONE_HOT',
    code: 'ONE_HOT',
    kernel: NO_KERNEL,
    operands: [indices([12], 10), scalar(10), given([], [1]), given([], [0])],
    outputs: [output([12, 10])],
    options: { type: 'OneHotOptions', axis: -1 },
  },
  {
    name: 'CAST to int32',
    code: 'CAST',
    kernel: NO_KERNEL,
    operands: [input()],
    outputs: [output(IMAGE, 'INT32')],
    options: { type: 'CastOptions', inDataType: 'FLOAT32', outDataType: 'INT32' },
    discontinuous: true,
  },
  {
    name: 'SHAPE',
    code: 'SHAPE',
    kernel: NO_KERNEL,
    operands: [input()],
    outputs: [output([4], 'INT32')],
    options: { type: 'ShapeOptions', outType: 'INT32' },
  },
  {
    name: 'RANK',
    code: 'RANK',
    kernel: NO_KERNEL,
    operands: [input()],
    outputs: [output([], 'INT32')],
    options: { type: 'RankOptions' },
  },
];
