import type { OperatorRule } from '../operator-rule';
import { FREE, highest, kernel, limit, rule, SAME_AS_OUTPUT } from '../rule-builders';

/** Their kernels shift inputs left by 20 bits before they add them, or by 15. */
const SUM_INT8 = {
  outputScaleAbove: { factor: 2 ** -19, power: 1 },
  outputScaleBelow: 2 ** 108,
} as const;
const SUM_INT16 = {
  outputScaleAbove: { factor: 2 ** -14, power: 1 },
  outputScaleBelow: 2 ** 113,
} as const;
/** Its kernel shifts both differences by 7 bits. */
const SQUARE_INT8 = {
  outputScaleAbove: { factor: 2 ** -12, power: 2 },
  outputScaleBelow: 2 ** 114,
} as const;

/** Arithmetic on two tensors, element by element. */
export const ELEMENTWISE_RULES: readonly OperatorRule[] = [
  rule('ADD', highest(4, 6), {
    kernels: { int8: kernel(2, SUM_INT8), int16: kernel(3, SUM_INT16) },
  }),
  rule('SUB', highest(5, 5), {
    kernels: {
      int8: kernel([['broadcasts-beyond-4-dimensions', 3], 2], SUM_INT8),
      int16: kernel(5, SUM_INT16),
    },
  }),
  rule('MUL', highest(5, 8), {
    kernels: { int8: kernel([['product-scale-at-least-1', 3], 2]), int16: kernel(4) },
  }),
  rule('DIV', highest(2, 2), {
    kernels: {
      int8: kernel([['broadcasts-beyond-4-dimensions', 2], 1], { runtimes: ['2.3'] }),
      int16: kernel([['broadcasts-beyond-4-dimensions', 2], 1], { runtimes: ['2.3'] }),
    },
    limits: [limit('its kernel fails at run time on a divisor that rounds to 0', 'int8', 'int16')],
  }),
  rule('MAXIMUM', highest(4, 4), {
    constraint: SAME_AS_OUTPUT,
    kernels: { int8: kernel(2), int16: kernel(4) },
  }),
  rule('MINIMUM', highest(4, 4), {
    constraint: SAME_AS_OUTPUT,
    kernels: { int8: kernel(2), int16: kernel(4) },
  }),
  rule('SQUARED_DIFFERENCE', highest(2, 2), {
    kernels: { int8: kernel(2, SQUARE_INT8) },
  }),
  rule('PRELU', highest(1, 1), {
    constraint: FREE,
    passesPositive: true,
    kernels: { int8: kernel(1) },
  }),
  rule('POW', highest(1, 1)),
  rule('ATAN2', highest(0, 1)),
  rule('FLOOR_DIV', highest(2, 3)),
  rule('FLOOR_MOD', highest(1, 2)),
  rule('ADD_N', highest(1, 1)),
];
