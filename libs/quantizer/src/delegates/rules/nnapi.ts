import { constantInputs, hasBias, sameParameters } from '../conditions/operands';
import { givesInt32, notFused } from '../conditions/options';
import { dimensionsAtMost, dimensionsOneOf, notScalar } from '../conditions/shapes';
import { type DelegateRule, sameRow } from '../delegate-rule';

/** `NNAPIDelegateKernel::Validate` in TensorFlow's `delegates/nnapi/nnapi_delegate.cc` at API level 30 (Android 11). */
const EITHER = {
  ...sameRow(['ADD', 'AVERAGE_POOL_2D', 'MAX_POOL_2D', 'LOGISTIC', 'TANH'], { highest: 2 }),
  ...sameRow(['RELU', 'RELU6', 'RELU_N1_TO_1', 'SPACE_TO_DEPTH', 'SPACE_TO_BATCH_ND'], {
    highest: 2,
  }),
  ...sameRow(['PAD', 'PADV2', 'REDUCE_MAX', 'REDUCE_MIN', 'SLICE', 'STRIDED_SLICE'], {
    highest: 2,
  }),
  ...sameRow(['LEAKY_RELU', 'PRELU', 'SQUEEZE'], { highest: 1 }),
  ...sameRow(['HARD_SWISH', 'DEPTH_TO_SPACE']),
  ...sameRow(['MAXIMUM', 'MINIMUM'], { highest: 3 }),
  ...sameRow(['EQUAL', 'NOT_EQUAL', 'GREATER', 'GREATER_EQUAL', 'LESS', 'LESS_EQUAL'], {
    highest: 2,
    also: ['BOOL'],
  }),
  ...sameRow(['ARG_MAX', 'ARG_MIN'], { highest: 2, also: ['INT32'], needs: [givesInt32] }),
  ...sameRow(['RESHAPE', 'EXPAND_DIMS'], { highest: 1, needs: [constantInputs(1)] }),
  ...sameRow(['RESIZE_BILINEAR', 'RESIZE_NEAREST_NEIGHBOR'], {
    highest: 3,
    needs: [dimensionsOneOf(4), constantInputs(1)],
  }),
  L2_NORMALIZATION: { highest: 2, needs: [notFused] },
  CONCATENATION: { highest: 2, needs: [notFused, dimensionsAtMost(4)] },
  CONV_2D: { highest: 3, needs: [hasBias] },
  DEPTHWISE_CONV_2D: { highest: 3 },
  TRANSPOSE_CONV: { highest: 3, needs: [constantInputs(0, 1)] },
  FULLY_CONNECTED: { highest: 5 },
  // Version 3 where the CPU of NNAPI itself is not allowed, which is the default.
  MUL: { highest: 3 },
  SUB: { highest: 3, needs: [dimensionsAtMost(4)] },
  SOFTMAX: { highest: 2, needs: [dimensionsAtMost(4)] },
  TRANSPOSE: { highest: 2, needs: [constantInputs(1)] },
  TILE: { highest: 1, also: ['INT32'] },
  TOPK_V2: { highest: 2, also: ['INT32'], needs: [constantInputs(1)] },
  SELECT: { highest: 2, also: ['BOOL'] },
  GATHER: { highest: 2, also: ['INT32'] },
  SPLIT: { highest: 3, needs: [constantInputs(0)] },
  PACK: { highest: 2 },
  BATCH_TO_SPACE_ND: { highest: 2, unknown: 'it takes no crops, whose values nobody looked at' },
} as const;

const FLOAT = {
  ...EITHER,
  ...sameRow(['ABS', 'DIV', 'ELU', 'EXP', 'FLOOR', 'LOG', 'LOG_SOFTMAX', 'L2_POOL_2D', 'POW'], {
    highest: 1,
  }),
  ...sameRow(['RSQRT', 'SIN', 'SQRT', 'LOCAL_RESPONSE_NORMALIZATION'], { highest: 1 }),
  ...sameRow(['SUM', 'REDUCE_PROD'], { highest: 1, needs: [notScalar] }),
  MEAN: { highest: 2, needs: [notScalar] },
  NEG: { highest: 2 },
  ...sameRow(['LSTM', 'UNIDIRECTIONAL_SEQUENCE_LSTM'], { highest: 2 }),
  ...sameRow(['RNN', 'SVDF', 'UNIDIRECTIONAL_SEQUENCE_RNN', 'BIDIRECTIONAL_SEQUENCE_LSTM'], {
    highest: 1,
  }),
} as const;

const EIGHT_BIT = {
  ...EITHER,
  MEAN: { highest: 2, needs: [notScalar, sameParameters] },
  QUANTIZE: { highest: 2 },
  DEQUANTIZE: { highest: 2 },
} as const;

export const NNAPI_RULE: DelegateRule = {
  name: 'NNAPI of Android 11',
  runtime: '2.9',
  rows: {
    float32: FLOAT,
    hybrid: {
      CONV_2D: EITHER.CONV_2D,
      FULLY_CONNECTED: EITHER.FULLY_CONNECTED,
      LSTM: { highest: 3 },
    },
    int8: EIGHT_BIT,
    uint8: EIGHT_BIT,
    'float16-weights': {
      DEQUANTIZE: { unknown: 'its documentation takes no float16 weights, its source folds some' },
    },
  },
  // `max_number_delegated_partitions` of `StatefulNnApiDelegate::Options`.
  partitions: { most: 3 },
  caveat: 'Deprecated in Android 15; what of it a device accelerates is up to its driver.',
};
