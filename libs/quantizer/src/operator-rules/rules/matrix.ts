import type { OperatorRule } from '../operator-rule';
import { highest, kernel, rule, SAME_AS_INPUT } from '../rule-builders';

/** Products with a matrix, and look-ups in one. */
export const MATRIX_RULES: readonly OperatorRule[] = [
  rule('FULLY_CONNECTED', highest(9, 14), {
    data: [0],
    weight: { input: 1, axis: 0 },
    bias: 2,
    kernels: {
      // 2.9 loads per-channel weights and uses the first scale for all of them.
      int8: kernel([['int4-weights', 10], ['no-bias', 6], ['keeps-dimensions', 5], 4], {
        perChannel: ['2.3'],
      }),
      int16: kernel(7, { perChannel: ['2.3'] }),
      // Likewise: the per-channel hybrid kernel (version 12) came after 2.9.
      hybrid: kernel(
        [
          ['int4-weights', 10],
          ['per-channel-weights', 12],
          ['asymmetric-inputs', 9],
          ['no-bias', 6],
          ['keeps-dimensions', 5],
          3,
        ],
        { perChannel: ['2.3'], asymmetricInputs: 'by-option' },
      ),
    },
  }),
  rule('BATCH_MATMUL', highest(4, 4), {
    data: 'all',
    kernels: {
      int8: kernel(2),
      int16: kernel(3),
      hybrid: kernel([['asymmetric-inputs', 4], 1], {
        weights: [{ input: 1, axis: -1 }],
        asymmetricInputs: 'by-option',
      }),
    },
  }),
  rule('EMBEDDING_LOOKUP', highest(3, 5), {
    data: [1],
    constraint: SAME_AS_INPUT,
    kernels: {
      int8: kernel(3),
      hybrid: kernel([['int4-weights', 4], ['per-channel-weights', 4], 3], {
        weights: [{ input: 1, axis: 0 }],
        perChannel: ['2.3'],
      }),
    },
  }),
];
