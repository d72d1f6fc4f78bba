import type { OperatorRule } from '../operator-rule';
import { fixed, highest, kernel, limit, rule, SAME_AS_INPUT } from '../rule-builders';

const UNIT_INT8 = fixed(1 / 256, -128);
const UNIT_INT16 = fixed(1 / 32768, 0);

/** Functions of one tensor, element by element, and normalizations. */
export const ACTIVATION_RULES: readonly OperatorRule[] = [
  rule('RELU', highest(3, 3), {
    passesPositive: true,
    kernels: { int8: kernel(2), int16: kernel(3) },
  }),
  rule('RELU6', highest(3, 3), { kernels: { int8: kernel(2), int16: kernel(3) } }),
  rule('RELU_N1_TO_1', highest(1, 1), { kernels: { int8: kernel(1) } }),
  rule('RELU_0_TO_1', highest(0, 1), { kernels: { int8: kernel(1) } }),
  rule('LEAKY_RELU', highest(2, 2), {
    passesPositive: true,
    kernels: { int8: kernel(1), int16: kernel(2) },
  }),
  rule('HARD_SWISH', highest(1, 1), { kernels: { int8: kernel(1) } }),
  rule('GELU', highest(2, 3), {
    kernels: { int8: kernel(2), int16: kernel(2, { runtimes: ['2.3'] }) },
  }),
  rule('ELU', highest(1, 1), { kernels: { int8: kernel(1) } }),
  rule('LOGISTIC', highest(3, 3), {
    constraint: UNIT_INT8,
    kernels: { int8: kernel(2), int16: kernel(3, { constraint: UNIT_INT16 }) },
  }),
  rule('TANH', highest(3, 3), {
    constraint: fixed(1 / 128, 0),
    kernels: { int8: kernel(2), int16: kernel(3, { constraint: UNIT_INT16 }) },
  }),
  rule('SOFTMAX', highest(3, 4), {
    constraint: UNIT_INT8,
    kernels: { int8: kernel(2), int16: kernel(3, { constraint: UNIT_INT16 }) },
  }),
  rule('LOG_SOFTMAX', highest(2, 2), {
    constraint: fixed(16 / 256, 127),
    kernels: { int8: kernel(2) },
  }),
  rule('L2_NORMALIZATION', highest(2, 2), {
    constraint: fixed(1 / 128, 0),
    kernels: { int8: kernel(2) },
  }),
  rule('ABS', highest(4, 5), { kernels: { int8: kernel(2), int16: kernel(3) } }),
  rule('EXP', highest(1, 2), { kernels: { int8: kernel(2), int16: kernel(2) } }),
  rule('LOG', highest(1, 2), { kernels: { int8: kernel(2), int16: kernel(2) } }),
  rule('SQRT', highest(1, 2), {
    kernels: { int8: kernel(2), int16: kernel(2) },
    limits: [
      limit('its kernel fails at run time on an input that rounds below 0', 'int8', 'int16'),
    ],
  }),
  rule('RSQRT', highest(2, 3), {
    kernels: { int8: kernel(2), int16: kernel(3) },
    limits: [limit('its kernel fails at run time on an input that rounds to 0', 'int8', 'int16')],
  }),
  rule('NEG', highest(1, 1), {
    // It negates the stored integers, whatever their zero point.
    constraint: SAME_AS_INPUT,
    kernels: {
      int8: kernel(1, { symmetric: true, runtimes: ['2.3'] }),
      int16: kernel(1, { runtimes: ['2.3'] }),
    },
  }),
  rule('SIN', highest(1, 2)),
  rule('COS', highest(1, 2)),
  rule('CEIL', highest(1, 1)),
  rule('FLOOR', highest(1, 1)),
  rule('ROUND', highest(1, 1)),
  rule('SQUARE', highest(1, 1)),
  rule('SIGN', highest(0, 2)),
  rule('LOCAL_RESPONSE_NORMALIZATION', highest(1, 1)),
];
