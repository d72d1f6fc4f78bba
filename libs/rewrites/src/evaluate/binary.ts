import {
  bytesOf,
  constantData,
  elementCount,
  floatData,
  type ActivationFunctionType,
  type BuiltinOperator,
  type Tensor,
  type TensorType,
} from '@flotilla/tflite';
import { broadcastShape, broadcastView } from './broadcast';
import type { Evaluator, Result } from './evaluator';
import { positionsOf } from './view';

type Operation<T> = (left: T, right: T) => T;
type Arithmetic<T> = Readonly<Partial<Record<BuiltinOperator, Operation<T>>>>;

// Storing rounds to float32, which for these is the same as computing in it.
const FLOATS: Arithmetic<number> = {
  ADD: (left, right) => left + right,
  DIV: (left, right) => left / right,
  MUL: (left, right) => left * right,
  SUB: (left, right) => left - right,
};

const INTEGERS: Arithmetic<number> = {
  ...FLOATS,
  DIV: (left, right) => Math.trunc(left / right),
  MUL: Math.imul,
};

const LONG_INTEGERS: Arithmetic<bigint> = {
  ADD: (left, right) => left + right,
  MUL: (left, right) => left * right,
  SUB: (left, right) => left - right,
};

const LARGEST_FLOAT = (2 - 2 ** -23) * 2 ** 127;

/** Kernels clamp to the finite floats even without an activation. */
const CLAMPS: Readonly<Partial<Record<ActivationFunctionType, readonly [number, number]>>> = {
  NONE: [-LARGEST_FLOAT, LARGEST_FLOAT],
  RELU: [0, LARGEST_FLOAT],
  RELU6: [0, 6],
  RELU_N1_TO_1: [-1, 1],
};

interface Operands {
  readonly left: Tensor;
  readonly right: Tensor;
  /** The shape that both are broadcast to. */
  readonly shape: readonly number[];
}

type Computation = (
  code: BuiltinOperator,
  activation: ActivationFunctionType,
  operands: Operands,
) => Result['compute'] | undefined;

const COMPUTATIONS: Readonly<Partial<Record<TensorType, Computation>>> = {
  FLOAT32: (code, activation, operands) => {
    const operation = clamped(FLOATS[code], activation);
    if (operation === undefined) return undefined;
    return () => {
      const results = new Float32Array(elementCount(operands.shape));
      const [lefts, rights] = [floatData(operands.left), floatData(operands.right)];
      combine(operands, lefts, rights, operation, results);
      return bytesOf(results);
    };
  },
  INT32: (code, activation, operands) => {
    const operation = clamped(INTEGERS[code], activation);
    const lefts = constantData(operands.left, 'INT32');
    const rights = constantData(operands.right, 'INT32');
    if (operation === undefined || (code === 'DIV' && rights.includes(0))) return undefined;
    return () => {
      const results = new Int32Array(elementCount(operands.shape));
      combine(operands, lefts, rights, operation, results);
      return bytesOf(results);
    };
  },
  INT64: (code, activation, operands) => {
    const operation = LONG_INTEGERS[code];
    if (operation === undefined || activation !== 'NONE') return undefined;
    return () => {
      const results = new BigInt64Array(elementCount(operands.shape));
      const lefts = constantData(operands.left, 'INT64');
      const rights = constantData(operands.right, 'INT64');
      combine(operands, lefts, rights, operation, results);
      return bytesOf(results);
    };
  },
};

/** ADD, SUB, MUL and DIV of float32, of int32, and without an activation of int64. */
export const evaluateBinary: Evaluator = ({ code, options }, [left, right]) => {
  if (left === undefined || left.type !== right?.type) return undefined;
  if (options === undefined || !('fusedActivationFunction' in options)) return undefined;
  const shape = broadcastShape(left.shape, right.shape);
  const operands = shape && { left, right, shape };
  const activation = options.fusedActivationFunction;
  const compute = operands && COMPUTATIONS[left.type]?.(code, activation, operands);
  return compute && { type: left.type, shape: operands.shape, compute };
};

function clamped(
  operation: Operation<number> | undefined,
  activation: ActivationFunctionType,
): Operation<number> | undefined {
  const [lowest, highest] = CLAMPS[activation] ?? [];
  if (operation === undefined || lowest === undefined || highest === undefined) return undefined;
  return (left, right) => Math.min(highest, Math.max(lowest, operation(left, right)));
}

function combine<T>(
  { left, right, shape }: Operands,
  lefts: ArrayLike<T>,
  rights: ArrayLike<T>,
  operation: Operation<T>,
  results: Record<number, T>,
): void {
  const others = positionsOf(broadcastView(right.shape, shape));
  positionsOf(broadcastView(left.shape, shape)).forEach((position, at) => {
    const [one, other] = [lefts[position], rights[others[at] ?? 0]];
    if (one !== undefined && other !== undefined) results[at] = operation(one, other);
  });
}
