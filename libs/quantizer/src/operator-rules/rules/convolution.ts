import type { OperatorRule, TargetRuntime } from '../operator-rule';
import { highest, kernel, rule } from '../rule-builders';

const BOTH: readonly TargetRuntime[] = ['2.9', '2.3'];

/** Convolutions: int8 weights by output channel, a bias on the accumulator. */
export const CONVOLUTION_RULES: readonly OperatorRule[] = [
  rule('CONV_2D', highest(5, 8), {
    data: [0],
    weight: { input: 1, axis: 0 },
    bias: 2,
    kernels: {
      int8: kernel([['int4-weights', 7], ['grouped', 6], 3], { perChannel: BOTH }),
      int16: kernel([['grouped', 6], 4], { perChannel: BOTH }),
      hybrid: kernel([['int4-weights', 7], ['grouped', 6], ['per-channel-weights', 5], 2], {
        perChannel: BOTH,
      }),
    },
  }),
  rule('DEPTHWISE_CONV_2D', highest(6, 7), {
    data: [0],
    weight: { input: 1, axis: 3 },
    bias: 2,
    kernels: {
      int8: kernel([['int4-weights', 7], 3], { perChannel: BOTH }),
      int16: kernel(5, { perChannel: BOTH }),
      hybrid: kernel([['per-channel-weights', 6], 4], { perChannel: BOTH }),
    },
  }),
  rule('TRANSPOSE_CONV', highest(3, 5), {
    data: [2],
    weight: { input: 1, axis: 0 },
    bias: 3,
    kernels: {
      int8: kernel([['fused-activation', 4], ['has-bias', 3], 2], { perChannel: BOTH }),
      int16: kernel([['fused-activation', 5], ['has-bias', 3], 2], { perChannel: BOTH }),
      hybrid: kernel([['fused-activation', 4], ['has-bias', 3], 2], {
        perChannel: ['2.3'],
        runtimes: ['2.3'],
      }),
    },
  }),
  rule('CONV_3D', highest(1, 1), { data: [0] }),
  rule('CONV_3D_TRANSPOSE', highest(1, 1), { data: [2] }),
];
