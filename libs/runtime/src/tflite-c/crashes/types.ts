import type { BuiltinOperator } from '@flotilla/tflite';
import type { CrashCheck } from './crash-check';

/** Operators all of whose outputs have the type of the inputs at these positions, or of all. */
const ONE_TYPE: Readonly<Partial<Record<BuiltinOperator, 'all' | readonly number[]>>> = {
  ADD: 'all',
  BATCH_TO_SPACE_ND: [0],
  BROADCAST_TO: [0],
  CONCATENATION: 'all',
  CUMSUM: [0],
  DEPTH_TO_SPACE: [0],
  DIV: 'all',
  EXPAND_DIMS: [0],
  FILL: [1],
  GATHER: [0],
  GATHER_ND: [0],
  MAXIMUM: 'all',
  MEAN: [0],
  MINIMUM: 'all',
  MIRROR_PAD: [0],
  MUL: 'all',
  ONE_HOT: [2, 3],
  PACK: 'all',
  PAD: [0],
  PADV2: [0, 2],
  POW: 'all',
  PRELU: 'all',
  REDUCE_MAX: [0],
  REDUCE_MIN: [0],
  REDUCE_PROD: [0],
  RESHAPE: [0],
  RESIZE_BILINEAR: [0],
  RESIZE_NEAREST_NEIGHBOR: [0],
  REVERSE_SEQUENCE: [0],
  REVERSE_V2: [0],
  SCATTER_ND: [1],
  SELECT: [1, 2],
  SELECT_V2: [1, 2],
  SLICE: [0],
  SPACE_TO_BATCH_ND: [0],
  SPACE_TO_DEPTH: [0],
  SPLIT: [1],
  SPLIT_V: [0],
  SQUARED_DIFFERENCE: 'all',
  SQUEEZE: [0],
  STRIDED_SLICE: [0],
  SUB: 'all',
  SUM: [0],
  TILE: [0],
  TRANSPOSE: [0],
  UNPACK: [0],
};

/** Operators that give floats where the input at this position holds some: what else goes with what, the kernel looks at. */
const FLOAT_STAYS: Readonly<Partial<Record<BuiltinOperator, number>>> = {
  AVERAGE_POOL_2D: 0,
  BATCH_MATMUL: 0,
  CONV_2D: 0,
  CONV_3D: 0,
  DEPTHWISE_CONV_2D: 0,
  EMBEDDING_LOOKUP: 1,
  FULLY_CONNECTED: 0,
  L2_NORMALIZATION: 0,
  L2_POOL_2D: 0,
  LOCAL_RESPONSE_NORMALIZATION: 0,
  LOGISTIC: 0,
  LOG_SOFTMAX: 0,
  MAX_POOL_2D: 0,
  SOFTMAX: 0,
  TANH: 0,
  TRANSPOSE_CONV: 2,
};

/** Where sizes, axes and indexes stand: kernels read them as whole numbers whatever they are, and no check could know them. */
const WHOLE_NUMBERS: Readonly<Partial<Record<BuiltinOperator, number>>> = {
  BROADCAST_TO: 1,
  CUMSUM: 1,
  EXPAND_DIMS: 1,
  GATHER: 1,
  GATHER_ND: 1,
  MEAN: 1,
  MIRROR_PAD: 1,
  ONE_HOT: 1,
  PAD: 1,
  PADV2: 1,
  REDUCE_ALL: 1,
  REDUCE_ANY: 1,
  REDUCE_MAX: 1,
  REDUCE_MIN: 1,
  REDUCE_PROD: 1,
  RESHAPE: 1,
  RESIZE_BILINEAR: 1,
  RESIZE_NEAREST_NEIGHBOR: 1,
  REVERSE_V2: 1,
  SLICE: 1,
  SPACE_TO_BATCH_ND: 1,
  SPLIT: 0,
  STRIDED_SLICE: 1,
  SUM: 1,
  TILE: 1,
  TRANSPOSE: 1,
};

/** Kernels that do not compare types write elements of the one size into memory for elements of the other. */
export const crashByType: CrashCheck = ({ code, inputs, outputs }) => {
  const positions = ONE_TYPE[code];
  const alike = positions === 'all' ? inputs : positions?.map((at) => inputs[at]);
  const given = inputs[FLOAT_STAYS[code] ?? -1]?.type;
  for (const { type } of outputs) {
    const other = alike?.find((input) => input && input.type !== type);
    if (other) return `from ${other.type} to ${type}`;
    if (given === 'FLOAT32' && type !== 'FLOAT32') return `from FLOAT32 to ${type}`;
  }
  const operand = inputs[WHOLE_NUMBERS[code] ?? -1];
  if (!operand || operand.type === 'INT32' || operand.type === 'INT64') return undefined;
  return `with ${operand.type} for whole numbers ("${operand.name}")`;
};
