import type { BuiltinOperator } from '@flotilla/tflite';
import { constantWeights, hasBias, partsAtMost } from '../conditions/operands';
import { betaIsOne, clampedOrPlain } from '../conditions/options';
import { spatialMean } from '../conditions/axes';
import { type DelegateRow, type DelegateRule, sameRow } from '../delegate-rule';

/** Those that 2.9's library has a message about ("failed to delegate … node"). */
const FLOAT_2_9 = [
  'ABS',
  'ADD',
  'AVERAGE_POOL_2D',
  'CEIL',
  'CONV_2D',
  'DEPTH_TO_SPACE',
  'DEPTHWISE_CONV_2D',
  'DIV',
  'ELU',
  'FLOOR',
  'FULLY_CONNECTED',
  'HARD_SWISH',
  'LEAKY_RELU',
  'LOGISTIC',
  'MAX_POOL_2D',
  'MAXIMUM',
  'MEAN',
  'MINIMUM',
  'MUL',
  'NEG',
  'PAD',
  'PRELU',
  'RELU',
  'RELU6',
  'RELU_N1_TO_1',
  'RESHAPE',
  'RESIZE_BILINEAR',
  'ROUND',
  'SOFTMAX',
  'SQRT',
  'SQUARE',
  'SQUARED_DIFFERENCE',
  'SUB',
  'TRANSPOSE_CONV',
] as const satisfies readonly BuiltinOperator[];

const FLOAT_2_3 = [
  ...FLOAT_2_9,
  'BATCH_MATMUL',
  'CONCATENATION',
  'SLICE',
  'SPACE_TO_DEPTH',
  'SPLIT',
  'STRIDED_SLICE',
  'TANH',
  'TRANSPOSE',
] as const satisfies readonly BuiltinOperator[];

/** Those that its documentation lists and that run faster with it than in the plain kernels. */
const INT8_2_9 = [
  'ADD',
  'CONV_2D',
  'DEPTHWISE_CONV_2D',
  'DEQUANTIZE',
  'ELU',
  'FULLY_CONNECTED',
  'LOGISTIC',
  'MAX_POOL_2D',
  'MEAN',
  'MUL',
  'PAD',
  'QUANTIZE',
  'RESHAPE',
  'RESIZE_BILINEAR',
  'SUB',
  'TRANSPOSE_CONV',
] as const satisfies readonly BuiltinOperator[];

const INT8_2_3 = [
  ...INT8_2_9,
  'CONCATENATION',
  'DEPTH_TO_SPACE',
  'LEAKY_RELU',
  'SLICE',
  'SPACE_TO_DEPTH',
  'SPLIT',
  'TANH',
  'TRANSPOSE',
] as const satisfies readonly BuiltinOperator[];

/** Forms that it takes of kinds that it does not take in every form. */
const FORMS: Readonly<Partial<Record<BuiltinOperator, DelegateRow>>> = {
  ...sameRow(['ADD', 'AVERAGE_POOL_2D', 'DIV', 'MAX_POOL_2D', 'MUL', 'SUB'], {
    needs: [clampedOrPlain],
  }),
  ...sameRow(['CONV_2D', 'DEPTHWISE_CONV_2D'], {
    needs: [constantWeights, hasBias, clampedOrPlain],
  }),
  ...sameRow(['FULLY_CONNECTED', 'TRANSPOSE_CONV'], { needs: [constantWeights, clampedOrPlain] }),
  ...sameRow(['CONCATENATION', 'SPLIT'], { needs: [partsAtMost(4), clampedOrPlain] }),
  PRELU: { needs: [constantWeights] },
  SOFTMAX: { needs: [betaIsOne] },
  MEAN: { needs: [spatialMean] },
};

function rowsOf<Code extends BuiltinOperator>(codes: readonly Code[]): Record<Code, DelegateRow> {
  const rows = codes.map((code) => [code, FORMS[code] ?? {}] as const);
  return Object.fromEntries(rows) as Record<Code, DelegateRow>;
}

/** Halves are expanded while the graph is prepared, integers only as activations. */
const HALVES = { DEQUANTIZE: {} };

const ROWS_2_9 = { float32: rowsOf(FLOAT_2_9), 'float16-weights': HALVES };

/** MediaPipe's, which 2.9's library has a message about too. */
const CUSTOM_2_9 = ['Convolution2DTransposeBias'];

/** The XNNPACK of each target runtime; 2.9's takes int8 only where it is told to (`TFLITE_XNNPACK_DELEGATE_FLAG_QS8`). */
export const XNNPACK_RULES: readonly DelegateRule[] = [
  {
    name: 'XNNPACK 2.9',
    runtime: '2.9',
    rows: ROWS_2_9,
    custom: CUSTOM_2_9,
    refusals: { int8: 'it takes no int8 activations unless it is told to' },
  },
  {
    name: 'XNNPACK 2.9 with QS8',
    runtime: '2.9',
    rows: { ...ROWS_2_9, int8: rowsOf(INT8_2_9) },
    custom: CUSTOM_2_9,
  },
  {
    name: 'XNNPACK 2.3',
    runtime: '2.3',
    rows: {
      float32: rowsOf(FLOAT_2_3),
      int8: rowsOf(INT8_2_3),
      hybrid: rowsOf(['BATCH_MATMUL', 'CONV_2D', 'FULLY_CONNECTED', 'TRANSPOSE_CONV']),
      'float16-weights': HALVES,
    },
  },
];
