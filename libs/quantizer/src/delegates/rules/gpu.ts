import { constantInputs, inputsAtMost } from '../conditions/operands';
import {
  betaIsOne,
  fusedOnlyWith,
  multiplierOne,
  noEllipsisOrNewAxis,
  plainWeightsFormat,
  reflects,
  shrinksNoAxis,
} from '../conditions/options';
import { dimensionsAtMost, dimensionsOneOf, oneCoversTheOther } from '../conditions/shapes';
import { type DelegateRule, sameRow } from '../delegate-rule';

const withoutSignBit = fusedOnlyWith('RELU', 'RELU6', 'RELU_N1_TO_1', 'TANH');

const LATER = { unknown: 'later releases take it, of 2.9 it is not known' };

/** `CheckMaxSupportedOpVersion` and `IsSupported` of each parser in TensorFlow's `delegates/gpu/common/model_builder.cc`. */
const ROWS = {
  ...sameRow(['ABS', 'COS', 'ELU', 'EXP', 'FLOOR', 'LOG', 'LOGISTIC', 'NEG'], { highest: 2 }),
  ...sameRow(['RSQRT', 'SIN', 'SQRT', 'SQUARE', 'TANH', 'RELU', 'RELU6'], { highest: 2 }),
  ...sameRow(['RELU_N1_TO_1', 'LEAKY_RELU'], { highest: 2 }),
  ...sameRow(['HARD_SWISH', 'PACK', 'SPLIT', 'SPLIT_V', 'TILE', 'BATCH_MATMUL']),
  ...sameRow(['FLOOR_DIV', 'FLOOR_MOD', 'MAXIMUM', 'MINIMUM', 'POW', 'SQUARED_DIFFERENCE'], {
    highest: 2,
  }),
  ...sameRow(['ADD', 'DIV', 'SUB'], { highest: 2, needs: [inputsAtMost(2), withoutSignBit] }),
  ...sameRow(['AVERAGE_POOL_2D', 'MAX_POOL_2D'], { highest: 2, needs: [withoutSignBit] }),
  ...sameRow(['EQUAL', 'NOT_EQUAL', 'GREATER', 'GREATER_EQUAL', 'LESS', 'LESS_EQUAL'], {
    highest: 2,
    also: ['BOOL'],
  }),
  ...sameRow(['MEAN', 'REDUCE_MAX', 'REDUCE_MIN', 'REDUCE_PROD', 'SUM'], {
    needs: [constantInputs(1)],
  }),
  ...sameRow(['DEPTH_TO_SPACE', 'SPACE_TO_DEPTH']),
  ...sameRow(['RESIZE_BILINEAR', 'RESIZE_NEAREST_NEIGHBOR'], { highest: 3 }),
  MUL: { highest: 3, needs: [inputsAtMost(2), oneCoversTheOther, withoutSignBit] },
  CONCATENATION: { highest: 2 },
  CONV_2D: { highest: 6, needs: [withoutSignBit] },
  DEPTHWISE_CONV_2D: { highest: 6, needs: [multiplierOne, withoutSignBit] },
  TRANSPOSE_CONV: { highest: 3 },
  FULLY_CONNECTED: { highest: 9, needs: [plainWeightsFormat] },
  LSTM: { highest: 4 },
  GATHER: { highest: 1, also: ['INT32'] },
  PAD: { highest: 2, needs: [constantInputs(1), dimensionsOneOf(3, 4)] },
  MIRROR_PAD: { highest: 2, needs: [reflects, constantInputs(1), dimensionsOneOf(3, 4)] },
  PRELU: { highest: 1 },
  RESHAPE: { highest: 1 },
  SELECT_V2: { highest: 1, also: ['BOOL'] },
  SLICE: { highest: 2, needs: [dimensionsOneOf(3, 4)] },
  SOFTMAX: { highest: 2, needs: [betaIsOne] },
  STRIDED_SLICE: {
    highest: 4,
    needs: [noEllipsisOrNewAxis, shrinksNoAxis, dimensionsOneOf(3, 4)],
  },
  TRANSPOSE: { highest: 4 },
  // In `tools/versioning/gpu_compatibility.cc` of later releases.
  ...sameRow(['ADD_N', 'ATAN2', 'CEIL', 'CUMSUM', 'DYNAMIC_UPDATE_SLICE', 'GELU'], LATER),
  ...sameRow(['EMBEDDING_LOOKUP', 'LOGICAL_AND', 'PADV2', 'SELECT', 'SIGN'], LATER),
  ...sameRow(['CAST', 'ONE_HOT'], { ...LATER, also: ['BOOL', 'INT32'] }),
} as const;

/** It computes in float whatever the file holds: integers become floats on the way in, weights while it is prepared. */
const FLOAT: DelegateRule = {
  name: 'GPU 2.9 without quantized models',
  runtime: '2.9',
  rows: { float32: ROWS, hybrid: ROWS, 'float16-weights': { DEQUANTIZE: {} } },
  custom: ['Convolution2DTransposeBias', 'MaxPoolingWithArgmax2D', 'MaxUnpooling2D', 'Resampler'],
  needs: [dimensionsAtMost(4)],
  refusals: { int8: 'it takes no int8 activations unless quantized models are allowed' },
  // `max_delegated_partitions` of `TfLiteGpuDelegateOptionsV2Default`.
  partitions: { most: 1 },
  caveat: 'Flotilla has not run it: the 2.9 library that it brings has no GPU delegate.',
};

const EIGHT_BIT = { ...ROWS, QUANTIZE: { highest: 2 }, DEQUANTIZE: { highest: 3 } };

/** The default (`TFLITE_GPU_EXPERIMENTAL_FLAGS_ENABLE_QUANT`), an experiment by its own name. */
const QUANTIZED: DelegateRule = {
  ...FLOAT,
  name: 'GPU 2.9',
  rows: { ...FLOAT.rows, int8: EIGHT_BIT, uint8: EIGHT_BIT },
  refusals: {},
};

export const GPU_RULES: readonly DelegateRule[] = [QUANTIZED, FLOAT];
