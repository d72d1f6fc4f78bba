import type { BuiltinOperator, BuiltinOptions } from '@flotilla/tflite';
import type { KernelRule, OperatorCase } from './operator-case';
import { floats, FREE, input, NO_KERNEL, output, SAME_AS_INPUT, scalar } from './operands';

/** Outputs in [0, 1) or [−1, 1), at the scale that the kernel compares for equality. */
const PROBABILITY: KernelRule = {
  kind: 'fixed',
  int8: { scale: 1 / 256, zeroPoint: -128 },
  int16: { scale: 1 / 32768, zeroPoint: 0 },
};
const SIGNED_UNIT: KernelRule = {
  kind: 'fixed',
  int8: { scale: 1 / 128, zeroPoint: 0 },
  int16: { scale: 1 / 32768, zeroPoint: 0 },
};

interface Unary {
  readonly code: BuiltinOperator;
  readonly name?: string;
  readonly kernel: KernelRule;
  readonly options?: BuiltinOptions;
  readonly lacks?: readonly ('int8' | 'int16')[];
  readonly input?: 'positive';
  readonly discontinuous?: true;
}

const UNARY: readonly Unary[] = [
  { code: 'RELU', kernel: FREE },
  { code: 'RELU6', kernel: FREE },
  { code: 'RELU_N1_TO_1', kernel: FREE, lacks: ['int16'] },
  { code: 'LEAKY_RELU', kernel: FREE, options: { type: 'LeakyReluOptions', alpha: 0.125 } },
  { code: 'HARD_SWISH', kernel: FREE, options: { type: 'HardSwishOptions' }, lacks: ['int16'] },
  { code: 'GELU', kernel: FREE, options: { type: 'GeluOptions', approximate: false } },
  {
    code: 'GELU',
    name: 'GELU, approximate',
    kernel: FREE,
    options: { type: 'GeluOptions', approximate: true },
  },
  { code: 'ELU', kernel: FREE, lacks: ['int16'] },
  { code: 'LOGISTIC', kernel: PROBABILITY },
  { code: 'TANH', kernel: SIGNED_UNIT },
  { code: 'SOFTMAX', kernel: PROBABILITY, options: { type: 'SoftmaxOptions', beta: 1 } },
  {
    code: 'LOG_SOFTMAX',
    kernel: { kind: 'fixed', int8: { scale: 16 / 256, zeroPoint: 127 } },
    options: { type: 'LogSoftmaxOptions' },
    lacks: ['int16'],
  },
  {
    code: 'L2_NORMALIZATION',
    kernel: { kind: 'fixed', int8: { scale: 1 / 128, zeroPoint: 0 } },
    options: { type: 'L2NormOptions', fusedActivationFunction: 'NONE' },
    lacks: ['int16'],
  },
  { code: 'ABS', kernel: FREE, options: { type: 'AbsOptions' } },
  { code: 'RSQRT', kernel: FREE, input: 'positive' },
  { code: 'SQRT', kernel: FREE, input: 'positive' },
  { code: 'EXP', kernel: FREE, options: { type: 'ExpOptions' } },
  { code: 'LOG', kernel: FREE, input: 'positive' },
  // Its int8 kernel flips the sign of the stored integer, whatever the zero point.
  { code: 'NEG', kernel: SAME_AS_INPUT, options: { type: 'NegOptions' }, lacks: ['int8'] },
  { code: 'SIN', kernel: NO_KERNEL },
  { code: 'COS', kernel: NO_KERNEL, options: { type: 'CosOptions' } },
  { code: 'SQUARE', kernel: NO_KERNEL, options: { type: 'SquareOptions' } },
  { code: 'CEIL', kernel: NO_KERNEL, discontinuous: true },
  { code: 'FLOOR', kernel: NO_KERNEL, discontinuous: true },
  { code: 'ROUND', kernel: NO_KERNEL, discontinuous: true },
  { code: 'SIGN', kernel: NO_KERNEL, options: { type: 'SignOptions' }, discontinuous: true },
];

export const ACTIVATION_CASES: readonly OperatorCase[] = [
  ...UNARY.map(({ name, input: kind, ...rest }): OperatorCase => ({
    ...rest,
    name: name ?? rest.code,
    operands: [input(undefined, kind)],
    outputs: [output()],
  })),
  {
    name: 'PRELU',
    // Its int16 form runs and is wrong: 14 dB.
    code: 'PRELU',
    kernel: FREE,
    lacks: ['int16'],
    operands: [input(), floats([1, 1, 8], 0.25)],
    outputs: [output()],
  },
  {
    name: 'CUMSUM',
    code: 'CUMSUM',
    kernel: NO_KERNEL,
    operands: [input(), scalar(1)],
    outputs: [output()],
    options: { type: 'CumsumOptions', exclusive: false, reverse: false },
  },
];
