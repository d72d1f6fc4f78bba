import { constantBias, constantInputs, inputsAtMost, noFloat } from '../conditions/operands';
import {
  clampedOrPlain,
  dilatedOnlyByStrideOne,
  keepsNoDimensions,
  multiplierOneOrUndilated,
  noEllipsisOrNewAxis,
  notFused,
  plainWeightsFormat,
  strideAtMost,
  undilated,
} from '../conditions/options';
import { dimensionsAtMost, resizedToAtMost } from '../conditions/shapes';
import { type DelegateRule, sameRow } from '../delegate-rule';

/** `CheckOpVersion` and `IsNodeSupportedByHexagon` in TensorFlow's `delegates/hexagon/utils.cc`. */
const ROWS = {
  ...sameRow(['ADD', 'MUL', 'SUB'], { highest: 2, needs: [clampedOrPlain] }),
  ...sameRow(['MAXIMUM', 'MINIMUM', 'PACK', 'CONCATENATION', 'TRANSPOSE'], { highest: 2 }),
  ...sameRow(['LOGISTIC', 'RELU6', 'SOFTMAX', 'TANH', 'SPACE_TO_DEPTH'], { highest: 2 }),
  ...sameRow(['DEPTH_TO_SPACE', 'HARD_SWISH', 'NEG'], { highest: 1 }),
  ...sameRow(['ARG_MAX', 'ARG_MIN'], { highest: 2, also: ['INT32', 'INT64'] }),
  ...sameRow(['AVERAGE_POOL_2D', 'MAX_POOL_2D', 'L2_NORMALIZATION'], {
    highest: 2,
    needs: [notFused],
  }),
  ...sameRow(['MEAN', 'MIRROR_PAD', 'RESIZE_NEAREST_NEIGHBOR'], {
    highest: 2,
    needs: [constantInputs(1)],
  }),
  RELU: { lowest: 2, highest: 2 },
  RESHAPE: { highest: 1, needs: [inputsAtMost(2)] },
  PAD: { highest: 2, needs: [inputsAtMost(2), constantInputs(1)] },
  QUANTIZE: { highest: 2, needs: [noFloat] },
  SPLIT: { highest: 2, needs: [constantInputs(0)] },
  SLICE: { highest: 2, needs: [constantInputs(1, 2)] },
  STRIDED_SLICE: { highest: 2, needs: [constantInputs(1, 2, 3), noEllipsisOrNewAxis] },
  RESIZE_BILINEAR: { highest: 2, needs: [constantInputs(1), resizedToAtMost(65)] },
  FULLY_CONNECTED: {
    highest: 4,
    needs: [constantBias, clampedOrPlain, keepsNoDimensions, plainWeightsFormat],
  },
  CONV_2D: { highest: 3, needs: [clampedOrPlain, strideAtMost(3), undilated] },
  DEPTHWISE_CONV_2D: {
    highest: 3,
    needs: [clampedOrPlain, strideAtMost(3), dilatedOnlyByStrideOne, multiplierOneOrUndilated],
  },
  // Without a bias.
  TRANSPOSE_CONV: { highest: 2, needs: [inputsAtMost(3), strideAtMost(3)] },
} as const;

export const HEXAGON_RULE: DelegateRule = {
  name: 'Hexagon',
  runtime: '2.9',
  rows: { int8: ROWS, uint8: ROWS },
  needs: [dimensionsAtMost(4)],
  // `kMaxHexagonGraphs` and `kMinNodesPerHexagonGraph` in `hexagon_delegate.cc`.
  partitions: { most: 4, smallest: 2 },
  caveat: 'No longer developed; Snapdragon DSPs 680 to 690 run it.',
};
