import type { OperatorCase } from './operator-case';
import { fusedActivationFunction, input, NO_KERNEL, output, SAME_AS_INPUT } from './operands';

/** Operators over a window of neighbours. */
export const POOLING_CASES: readonly OperatorCase[] = [
  ...(['AVERAGE_POOL_2D', 'MAX_POOL_2D', 'L2_POOL_2D'] as const).flatMap((code) =>
    (['VALID', 'SAME'] as const).map((padding): OperatorCase => ({
      name: `${code}, ${padding}`,
      code,
      kernel: code === 'L2_POOL_2D' ? NO_KERNEL : SAME_AS_INPUT,
      operands: [input()],
      outputs: [output(padding === 'SAME' ? [1, 4, 4, 8] : [1, 3, 3, 8])],
      options: {
        type: 'Pool2DOptions',
        padding,
        strideW: 2,
        strideH: 2,
        filterWidth: 3,
        filterHeight: 3,
        fusedActivationFunction,
      },
    })),
  ),
  {
    name: 'LOCAL_RESPONSE_NORMALIZATION',
    code: 'LOCAL_RESPONSE_NORMALIZATION',
    kernel: NO_KERNEL,
    operands: [input()],
    outputs: [output()],
    options: {
      type: 'LocalResponseNormalizationOptions',
      radius: 2,
      bias: 1,
      alpha: 0.125,
      beta: 0.5,
    },
  },
];
