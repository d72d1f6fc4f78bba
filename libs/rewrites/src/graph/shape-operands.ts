import { calledSubgraphs, isConstant, type BuiltinOperator, type Operator } from '@flotilla/tflite';

/** Inputs whose values decide the shape of the output, by the kernels' `Prepare`; where they vary, so does the shape. */
const SHAPE_OPERANDS: Readonly<Partial<Record<BuiltinOperator, readonly number[]>>> = {
  ARG_MAX: [1],
  ARG_MIN: [1],
  BATCH_TO_SPACE_ND: [1, 2],
  BROADCAST_TO: [1],
  CONV_3D_TRANSPOSE: [0],
  EXPAND_DIMS: [1],
  FILL: [0],
  MEAN: [1],
  MIRROR_PAD: [1],
  MULTINOMIAL: [1],
  ONE_HOT: [1],
  PAD: [1],
  PADV2: [1],
  RANDOM_STANDARD_NORMAL: [0],
  RANDOM_UNIFORM: [0],
  RANGE: [0, 1, 2],
  REDUCE_ALL: [1],
  REDUCE_ANY: [1],
  REDUCE_MAX: [1],
  REDUCE_MIN: [1],
  REDUCE_PROD: [1],
  RESHAPE: [1],
  RESIZE_BILINEAR: [1],
  RESIZE_NEAREST_NEIGHBOR: [1],
  RFFT2D: [1],
  SCATTER_ND: [2],
  SEGMENT_SUM: [1],
  SLICE: [1, 2],
  SPACE_TO_BATCH_ND: [1, 2],
  SPARSE_TO_DENSE: [1],
  SPLIT: [0],
  SPLIT_V: [1, 2],
  STRIDED_SLICE: [1, 2, 3],
  SUM: [1],
  TILE: [1],
  TOPK_V2: [1],
  TRANSPOSE: [1],
  TRANSPOSE_CONV: [0],
  UNSORTED_SEGMENT_MAX: [2],
  UNSORTED_SEGMENT_MIN: [2],
  UNSORTED_SEGMENT_PROD: [2],
  UNSORTED_SEGMENT_SUM: [2],
};

/** The shape of their output is in their data, in their state, or in code that is not known here. */
const UNPREDICTABLE: ReadonlySet<BuiltinOperator> = new Set<BuiltinOperator>([
  'CUSTOM',
  'DELEGATE',
  'HASHTABLE_FIND',
  'READ_VARIABLE',
  'UNIQUE',
  'WHERE',
]);

/** Whether the shapes of an operator's outputs follow from those of its inputs alone. */
export function shapesFollowInputs(operator: Operator): boolean {
  if (UNPREDICTABLE.has(operator.code) || calledSubgraphs(operator.options).length > 0)
    return false;
  const positions = SHAPE_OPERANDS[operator.code] ?? [];
  return positions.every((position) => {
    const operand = operator.inputs[position] ?? null;
    // A tensor without elements has one value only: the shape of a scalar.
    return operand === null || operand.shape.includes(0) || isConstant(operand);
  });
}
