import { isConstant, type Operator, type Tensor, type TensorType } from '@flotilla/tflite';

/**
 * What an operator computes with.
 * - `float32`: activations and constants in float32
 * - `hybrid`: float32 activations, weights in integers
 * - `int8`, `uint8`, `int16`: activations in that type, or converted to or from it
 * - `float16-weights`, `integer-weights`: a DEQUANTIZE of a constant
 */
export type OperandKind =
  'float32' | 'hybrid' | 'int8' | 'uint8' | 'int16' | 'float16-weights' | 'integer-weights';

export interface Operands {
  /** Absent for operators on nothing that stands for reals, such as SHAPE. */
  readonly kind?: OperandKind;
  /** Types of activations that do not stand for reals: indices, conditions. */
  readonly others: readonly TensorType[];
}

const REALS: ReadonlySet<TensorType> = new Set(['FLOAT32', 'INT8', 'UINT8', 'INT16']);

export function operandsOf(operator: Operator): Operands {
  const { code, inputs } = operator;
  const types = new Set(activationsOf(operator).map(({ type }) => type));
  const others = [...types].filter((type) => !REALS.has(type));
  const [input] = inputs;
  if (code === 'DEQUANTIZE' && isConstant(input)) {
    return { kind: input.type === 'FLOAT16' ? 'float16-weights' : 'integer-weights', others };
  }
  if (types.has('INT16')) return { kind: 'int16', others };
  if (types.has('INT8')) return { kind: 'int8', others };
  if (types.has('UINT8')) return { kind: 'uint8', others };
  if (!types.has('FLOAT32')) return { others };
  return { kind: inputs.some(isIntegerWeight) ? 'hybrid' : 'float32', others };
}

export function activationsOf({ inputs, outputs }: Operator): Tensor[] {
  return [...inputs, ...outputs].filter(
    (tensor): tensor is Tensor => tensor !== null && !isConstant(tensor),
  );
}

function isIntegerWeight(tensor: Tensor | null): boolean {
  return isConstant(tensor) && (tensor.type === 'INT8' || tensor.type === 'INT4');
}
