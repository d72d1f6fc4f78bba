import type { OperatorRule } from '../operator-rule';
import { FREE, highest, kernel, limit, rule, SAME_AS_INPUT } from '../rule-builders';

/** Pooling and reductions. */
export const REDUCTION_RULES: readonly OperatorRule[] = [
  rule('AVERAGE_POOL_2D', highest(3, 3), {
    constraint: SAME_AS_INPUT,
    kernels: { int8: kernel(2), int16: kernel(3) },
  }),
  rule('MAX_POOL_2D', highest(3, 3), {
    constraint: SAME_AS_INPUT,
    kernels: { int8: kernel(2), int16: kernel(3) },
  }),
  rule('L2_POOL_2D', highest(1, 1)),
  rule('MEAN', highest(3, 3), { data: [0], kernels: { int8: kernel(2), int16: kernel(3) } }),
  rule('SUM', highest(2, 2), {
    data: [0],
    constraint: FREE,
    kernels: { int8: kernel(2), int16: kernel(2, { constraint: SAME_AS_INPUT }) },
  }),
  rule('REDUCE_MAX', highest(3, 3), {
    data: [0],
    constraint: SAME_AS_INPUT,
    kernels: { int8: kernel(2), int16: kernel(3) },
  }),
  rule('REDUCE_MIN', highest(3, 3), {
    data: [0],
    constraint: SAME_AS_INPUT,
    kernels: { int8: kernel(2), int16: kernel(3) },
  }),
  rule('REDUCE_PROD', highest(2, 2), {
    data: [0],
    kernels: { int8: kernel(2), int16: kernel(2) },
    limits: [limit('products leave every range that calibration can see', 'int8', 'int16')],
  }),
  rule('REDUCE_ANY', highest(1, 1), { data: [] }),
  rule('REDUCE_ALL', highest(1, 1), { data: [] }),
  rule('CUMSUM', highest(1, 1), { data: [0] }),
];
