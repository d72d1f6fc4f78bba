import {
  type BuiltinOperator,
  constantData,
  elementCount,
  isConstant,
  type Operator,
  type Tensor,
} from '@flotilla/tflite';

/**
 * How many elements an operator's constant operands make its output have, whatever the file says of the output; `undefined`
 * where no operand tells.
 */
export function statedElements({ code, inputs }: Operator): number | undefined {
  const rule = RULES[code];
  const operand = rule && numbersOf(inputs[rule.operand]);
  if (rule === undefined || operand === undefined) return undefined;
  // Negative sizes overflow to large ones in kernels that multiply them as they are.
  return Math.abs(rule.elements(operand, inputs[0]?.shape ?? []));
}

interface SizeRule {
  /** Position of the operand that tells. */
  readonly operand: number;
  readonly elements: (operand: readonly number[], shape: readonly number[]) => number;
}

const shapeAt = (operand: number): SizeRule => ({ operand, elements: elementCount });

const IMAGE: SizeRule = {
  operand: 1,
  elements: (size, [batch = 1, , , channels = 1]) => batch * elementCount(size) * channels,
};

const PADDED: SizeRule = {
  operand: 1,
  elements: (padding, shape) =>
    elementCount(
      shape.map((size, at) => size + (padding[2 * at] ?? 0) + (padding[2 * at + 1] ?? 0)),
    ),
};

const REDUCED: SizeRule = {
  operand: 1,
  elements: (axes, shape) =>
    elementCount(
      shape.filter((_, axis) => !axes.includes(axis) && !axes.includes(axis - shape.length)),
    ),
};

const RULES: Readonly<Partial<Record<BuiltinOperator, SizeRule>>> = {
  BROADCAST_TO: shapeAt(1),
  FILL: shapeAt(0),
  MEAN: REDUCED,
  MIRROR_PAD: PADDED,
  ONE_HOT: { operand: 1, elements: ([depth = 1], shape) => elementCount(shape) * depth },
  PAD: PADDED,
  PADV2: PADDED,
  REDUCE_ALL: REDUCED,
  REDUCE_ANY: REDUCED,
  REDUCE_MAX: REDUCED,
  REDUCE_MIN: REDUCED,
  REDUCE_PROD: REDUCED,
  RESIZE_BILINEAR: IMAGE,
  RESIZE_NEAREST_NEIGHBOR: IMAGE,
  SCATTER_ND: shapeAt(2),
  SPACE_TO_BATCH_ND: {
    operand: 2,
    // Blocks move elements into the batch; paddings begin at the second dimension.
    elements: (paddings, shape) => PADDED.elements([0, 0, ...paddings], shape),
  },
  SUM: REDUCED,
  TILE: {
    operand: 1,
    elements: (multiples, shape) => elementCount(shape) * elementCount(multiples),
  },
  TRANSPOSE_CONV: shapeAt(0),
};

function numbersOf(tensor: Tensor | null | undefined): readonly number[] | undefined {
  if (!isConstant(tensor)) return undefined;
  if (tensor.type === 'INT32') return [...constantData(tensor, 'INT32')];
  return tensor.type === 'INT64' ? [...constantData(tensor, 'INT64')].map(Number) : undefined;
}
