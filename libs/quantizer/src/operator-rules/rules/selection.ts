import type { OperatorRule } from '../operator-rule';
import { highest, kernel, rule, SAME_AS_INPUT, SAME_AS_OUTPUT } from '../rule-builders';

const comparing = { outputs: [] };
/** The scales of 8-bit inputs are multipliers of these kernels, which hold none of 1 or more. */
const STEPS_BELOW_1 = { inputScaleBelow: 1 } as const;

/** Comparisons, choices and ranks: what they compute has no scale, or is one of their inputs. */
export const SELECTION_RULES: readonly OperatorRule[] = [
  rule('EQUAL', highest(3, 5), {
    ...comparing,
    kernels: { int8: kernel(2, STEPS_BELOW_1), int16: kernel(5) },
  }),
  rule('NOT_EQUAL', highest(3, 4), {
    ...comparing,
    kernels: { int8: kernel(2, STEPS_BELOW_1), int16: kernel(4) },
  }),
  rule('GREATER', highest(2, 2), {
    ...comparing,
    kernels: { int8: kernel(2, STEPS_BELOW_1), int16: kernel(2, { runtimes: ['2.3'] }) },
  }),
  rule('GREATER_EQUAL', highest(2, 3), {
    ...comparing,
    kernels: { int8: kernel(2, STEPS_BELOW_1), int16: kernel(3) },
  }),
  rule('LESS', highest(2, 3), {
    ...comparing,
    kernels: { int8: kernel(2, STEPS_BELOW_1), int16: kernel(3) },
  }),
  rule('LESS_EQUAL', highest(2, 2), {
    ...comparing,
    kernels: { int8: kernel(2, STEPS_BELOW_1), int16: kernel(2, { runtimes: ['2.3'] }) },
  }),
  rule('SELECT', highest(2, 4), {
    constraint: SAME_AS_OUTPUT,
    data: [1, 2],
    kernels: { int8: kernel([['more-than-4-dimensions', 3], 2]), int16: kernel(2) },
  }),
  rule('SELECT_V2', highest(1, 2), {
    constraint: SAME_AS_OUTPUT,
    data: [1, 2],
    kernels: { int8: kernel(1), int16: kernel(1) },
  }),
  rule('ARG_MAX', highest(3, 3), { data: [0], outputs: [], kernels: { int8: kernel(2) } }),
  rule('ARG_MIN', highest(3, 3), { data: [0], outputs: [], kernels: { int8: kernel(2) } }),
  rule('TOPK_V2', highest(2, 3), {
    constraint: SAME_AS_INPUT,
    data: [0],
    outputs: [0],
    kernels: { int8: kernel(2), int16: kernel(3) },
  }),
  rule('WHERE', highest(2, 2), { data: [], outputs: [] }),
  rule('ONE_HOT', highest(1, 1), { data: [] }),
  rule('LOGICAL_AND', highest(1, 1), { data: [], outputs: [] }),
  rule('LOGICAL_OR', highest(1, 1), { data: [], outputs: [] }),
  rule('LOGICAL_NOT', highest(1, 1), { data: [], outputs: [] }),
  rule('SHAPE', highest(1, 1), { data: [], outputs: [] }),
  rule('RANK', highest(1, 1), { data: [], outputs: [] }),
  rule('CAST', highest(3, 9), { data: [], outputs: [] }),
];
