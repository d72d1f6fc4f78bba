import type { BuiltinOperator, BuiltinOptions, TensorType } from '@flotilla/tflite';

/** How the elements of an input are drawn. */
export type InputValues =
  | { readonly kind: 'normal' }
  /** |normal| + 0.1, for roots and logarithms. */
  | { readonly kind: 'positive' }
  /** ± (|normal| + 0.5), for divisors. */
  | { readonly kind: 'away-from-zero' }
  | { readonly kind: 'index'; readonly below: number }
  | { readonly kind: 'boolean' };

/** One of the graph's inputs. */
export interface InputOperand {
  readonly kind: 'input';
  readonly type: 'FLOAT32' | 'INT32' | 'BOOL';
  readonly shape: readonly number[];
  readonly values: InputValues;
}

export interface ConstantOperand {
  readonly kind: 'constant';
  readonly type: 'FLOAT32' | 'INT32' | 'BOOL';
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array | Uint8Array;
}

/** A variable, zero at first. */
export interface StateOperand {
  readonly kind: 'state';
  readonly shape: readonly number[];
}

/** `null` where an optional operand is left out. */
export type Operand = InputOperand | ConstantOperand | StateOperand | null;

/**
 * What an affine integer kernel makes of scales.
 * - `free`: the output has its own
 * - `same-as-input`: the output takes the first data operand's
 * - `same-as-output`: data operands take the output's, which covers them all
 * - `fixed`: the kernel insists on these
 * - `none`: there is no affine integer kernel, in int8 or in int16
 */
export type KernelRule =
  | { readonly kind: 'free' | 'same-as-input' | 'same-as-output' | 'none' }
  | { readonly kind: 'fixed'; readonly int8: FixedEncoding; readonly int16?: FixedEncoding };

export interface FixedEncoding {
  readonly scale: number;
  readonly zeroPoint: number;
}

/**
 * One use of one operator as a float model, with what TensorFlow Lite's kernels say of it: stated here by the kernels
 * and not by the quantizer's own table, so that the one can be held against the other.
 */
export interface OperatorCase {
  /** The code, and what is special of this use: `CONV_2D, grouped`. */
  readonly name: string;
  readonly code: BuiltinOperator;
  readonly version?: number;
  /** In the operator's order. */
  readonly operands: readonly Operand[];
  readonly outputs: readonly { readonly type: TensorType; readonly shape: readonly number[] }[];
  readonly options?: BuiltinOptions;
  readonly kernel: KernelRule;
  /** Integer activations that have no kernel, though the rule has a form for them. */
  readonly lacks?: readonly ('int8' | 'int16')[];
  /** Which operand holds weights, and the axis of their output channels; without one their kernel takes one scale. */
  readonly weight?: { readonly operand: number; readonly axis?: number };
  readonly bias?: number;
  /** A small change of the input can jump in the output, so that equal elements are counted instead of their error. */
  readonly discontinuous?: true;
}
