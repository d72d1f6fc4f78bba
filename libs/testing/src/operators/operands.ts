import { elementCount, type TensorType } from '@flotilla/tflite';
import { normals } from './normals';
import type { ConstantOperand, InputOperand, InputValues, StateOperand } from './operator-case';

/** NHWC; what most cases read. */
export const IMAGE = [1, 8, 8, 8];

export function input(
  shape: readonly number[] = IMAGE,
  kind?: 'positive' | 'away-from-zero',
): InputOperand {
  return { kind: 'input', type: 'FLOAT32', shape, values: { kind: kind ?? 'normal' } };
}

export function indices(shape: readonly number[], below: number): InputOperand {
  return { kind: 'input', type: 'INT32', shape, values: { kind: 'index', below } };
}

export function booleans(shape: readonly number[]): InputOperand {
  return { kind: 'input', type: 'BOOL', shape, values: { kind: 'boolean' } satisfies InputValues };
}

/** A constant of normal values times `deviation`; weights of one shape are the same in every case. */
export function floats(shape: readonly number[], deviation = 1): ConstantOperand {
  const data = normals(elementCount(shape), elementCount(shape)).map((value) => value * deviation);
  return { kind: 'constant', type: 'FLOAT32', shape, data };
}

export function given(shape: readonly number[], values: readonly number[]): ConstantOperand {
  return { kind: 'constant', type: 'FLOAT32', shape, data: Float32Array.from(values) };
}

export function integers(
  values: readonly number[],
  shape: readonly number[] = [values.length],
): ConstantOperand {
  return { kind: 'constant', type: 'INT32', shape, data: Int32Array.from(values) };
}

/** One integer without an axis. */
export function scalar(value: number): ConstantOperand {
  return { kind: 'constant', type: 'INT32', shape: [], data: Int32Array.of(value) };
}

export function state(shape: readonly number[]): StateOperand {
  return { kind: 'state', shape };
}

export function output(
  shape: readonly number[] = IMAGE,
  type: TensorType = 'FLOAT32',
): { readonly type: TensorType; readonly shape: readonly number[] } {
  return { type, shape };
}

/** Kernel rules by their short names. */
export const FREE = { kind: 'free' } as const;
export const SAME_AS_INPUT = { kind: 'same-as-input' } as const;
export const SAME_AS_OUTPUT = { kind: 'same-as-output' } as const;
export const NO_KERNEL = { kind: 'none' } as const;

export const fusedActivationFunction = 'NONE' as const;
