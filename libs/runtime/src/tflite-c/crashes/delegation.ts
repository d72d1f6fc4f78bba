import type { BuiltinOperator } from '@flotilla/tflite';
import type { CrashCheck } from './crash-check';

/** What XNNPACK takes, and then has no memory for where nobody reads it or nothing is in it. */
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

export const crashByDelegation: CrashCheck = ({ code, inputs, outputs }, { delegate, read }) => {
  if (delegate !== 'xnnpack' || !DELEGATED.has(code)) return undefined;
  if (!outputs.some((output) => read.has(output)))
    return 'in XNNPACK, whose result nobody reads; leave the operator out';
  return [inputs[0], outputs[0]].some((tensor) => tensor?.shape.includes(0))
    ? 'in XNNPACK over no elements'
    : undefined;
};
