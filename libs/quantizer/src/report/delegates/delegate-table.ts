import type { BuiltinOperator } from '@flotilla/tflite';
import type { TargetRuntime } from '../../operator-rules/operator-rule';

/** What a delegate's documentation and messages say it takes. Shapes and values may still make it refuse one. */
export interface DelegateRule {
  readonly name: string;
  readonly runtime: TargetRuntime;
  /** Kinds that it takes with float32 activations and weights. */
  readonly float: ReadonlySet<BuiltinOperator>;
  /** With int8 activations. */
  readonly int8: ReadonlySet<BuiltinOperator>;
  /** With float32 activations and integer weights. */
  readonly hybrid: ReadonlySet<BuiltinOperator>;
  /** How many tensors a CONCATENATION may join, or a SPLIT give. */
  readonly mostParts: number;
}

const NONE: ReadonlySet<BuiltinOperator> = new Set();

/** Those that 2.9's library has a message about ("failed to delegate … node"). */
const FLOAT_2_9: readonly BuiltinOperator[] = [
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
];

const FLOAT_2_3: readonly BuiltinOperator[] = [
  ...FLOAT_2_9,
  'BATCH_MATMUL',
  'CONCATENATION',
  'SLICE',
  'SPACE_TO_DEPTH',
  'SPLIT',
  'STRIDED_SLICE',
  'TANH',
  'TRANSPOSE',
];

/** Those that its documentation lists and that run faster with it than in the plain kernels. */
const INT8_2_9: readonly BuiltinOperator[] = [
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
];

const INT8_2_3: readonly BuiltinOperator[] = [
  ...INT8_2_9,
  'CONCATENATION',
  'DEPTH_TO_SPACE',
  'LEAKY_RELU',
  'SLICE',
  'SPACE_TO_DEPTH',
  'SPLIT',
  'TANH',
  'TRANSPOSE',
];

/** The XNNPACK of each target runtime; 2.9's takes int8 only where it is told to (`TFLITE_XNNPACK_DELEGATE_FLAG_QS8`). */
export const DELEGATE_RULES: readonly DelegateRule[] = [
  {
    name: 'XNNPACK 2.9',
    runtime: '2.9',
    float: new Set(FLOAT_2_9),
    int8: NONE,
    hybrid: NONE,
    mostParts: 0,
  },
  {
    name: 'XNNPACK 2.9 with QS8',
    runtime: '2.9',
    float: new Set(FLOAT_2_9),
    int8: new Set(INT8_2_9),
    hybrid: NONE,
    mostParts: 0,
  },
  {
    name: 'XNNPACK 2.3',
    runtime: '2.3',
    float: new Set(FLOAT_2_3),
    int8: new Set(INT8_2_3),
    hybrid: new Set(['BATCH_MATMUL', 'CONV_2D', 'FULLY_CONNECTED', 'TRANSPOSE_CONV']),
    mostParts: 4,
  },
];
