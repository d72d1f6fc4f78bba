import {
  constantBias,
  constantWeights,
  noFloat,
  slopeForChannels,
  stepsOfOne,
} from '../conditions/operands';
import {
  dilatedEvenly,
  noEllipsisOrNewAxis,
  notFused,
  plainWeightsFormat,
} from '../conditions/options';
import {
  elementsAtMost,
  oneVectorOut,
  staticShapes,
  threeInnerDimensions,
} from '../conditions/shapes';
import { leavesBatch, padsNot, reducesFoursOfChannels } from '../conditions/axes';
import { type DelegateRule, sameRow } from '../delegate-rule';

/**
 * "Supported operations" of coral.ai's "TensorFlow models on the Edge TPU", for runtime 14 of the Edge TPU; Axis repeats
 * the table for the Edge TPU of ARTPEC-7 ("Supported ops", developer.axis.com).
 */
const ROWS = {
  ...sameRow(['ADD', 'LOGISTIC', 'MAXIMUM', 'MINIMUM', 'MUL', 'RELU', 'RELU6', 'RELU_N1_TO_1']),
  ...sameRow(['EXPAND_DIMS', 'L2_NORMALIZATION', 'RSQRT', 'SLICE', 'SPACE_TO_DEPTH', 'SQUEEZE']),
  ...sameRow(['RESHAPE', 'SQUARED_DIFFERENCE', 'SUB', 'TANH', 'TRANSPOSE']),
  ...sameRow(['AVERAGE_POOL_2D', 'MAX_POOL_2D', 'CONCATENATION'], { needs: [notFused] }),
  ...sameRow(['CONV_2D', 'DEPTHWISE_CONV_2D'], {
    needs: [constantWeights, constantBias, dilatedEvenly],
  }),
  ...sameRow(['REDUCE_MAX', 'REDUCE_MIN', 'SUM', 'PACK', 'SPLIT'], { needs: [leavesBatch] }),
  ...sameRow(['RESIZE_BILINEAR', 'RESIZE_NEAREST_NEIGHBOR'], {
    unknown: 'the compiler takes it in some sizes alone, and does not say in which',
  }),
  ...sameRow(['LSTM', 'UNIDIRECTIONAL_SEQUENCE_LSTM'], {
    unknown: 'the compiler takes unidirectional ones, and does not say in which form',
  }),
  MEAN: { needs: [leavesBatch, reducesFoursOfChannels] },
  PRELU: { needs: [slopeForChannels] },
  FULLY_CONNECTED: { needs: [plainWeightsFormat, constantWeights, constantBias, oneVectorOut] },
  TRANSPOSE_CONV: { needs: [constantWeights] },
  PAD: { needs: [padsNot('batch')] },
  QUANTIZE: { needs: [noFloat] },
  SOFTMAX: { needs: [oneVectorOut, elementsAtMost(16_000)] },
  STRIDED_SLICE: { needs: [stepsOfOne, noEllipsisOrNewAxis] },
} as const;

export const EDGE_TPU_RULE: DelegateRule = {
  name: 'Edge TPU',
  runtime: '2.9',
  rows: { int8: ROWS, uint8: ROWS },
  needs: [staticShapes, threeInnerDimensions],
  partitions: { most: 1 },
  stopsAtRefusal: true,
  caveat:
    'Its compiler is not public; what does not fit its memory runs slower, and which versions of operators it takes is not documented.',
};
