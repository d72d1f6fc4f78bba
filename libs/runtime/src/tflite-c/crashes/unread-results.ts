import type { BuiltinOperator } from '@flotilla/tflite';
import type { CrashCheck } from './crash-check';

/** What XNNPACK takes, and then writes to no memory where nobody reads it. */
const DELEGATED: ReadonlySet<BuiltinOperator> = new Set([
  'ABS',
  'ADD',
  'AVERAGE_POOL_2D',
  'CEIL',
  'CONV_2D',
  'DEPTHWISE_CONV_2D',
  'DEPTH_TO_SPACE',
  'DEQUANTIZE',
  'DIV',
  'ELU',
  'FLOOR',
  'FULLY_CONNECTED',
  'HARD_SWISH',
  'LEAKY_RELU',
  'LOGISTIC',
  'MAXIMUM',
  'MAX_POOL_2D',
  'MEAN',
  'MINIMUM',
  'MUL',
  'NEG',
  'PAD',
  'PRELU',
  'QUANTIZE',
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
  'TANH',
  'TRANSPOSE',
  'TRANSPOSE_CONV',
]);

export const crashByUnreadResult: CrashCheck = ({ code, outputs }, { delegate, read }) =>
  delegate === 'xnnpack' && DELEGATED.has(code) && !outputs.some((output) => read.has(output))
    ? 'in XNNPACK, whose result nobody reads; leave the operator out'
    : undefined;
