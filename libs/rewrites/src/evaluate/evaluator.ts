import type { Operator, Tensor, TensorType } from '@flotilla/tflite';

/** A constant that is yet to be computed, so that its size can be judged first. */
export interface Result {
  readonly type: TensorType;
  readonly shape: readonly number[];
  /** Little-endian elements, as many as the shape says. */
  compute(): Uint8Array;
}

/**
 * What an operator gives for constant inputs, as its kernel would, to the bit; `undefined` for a form of the operator
 * that is left to the runtime, and for what its kernel refuses.
 */
export type Evaluator = (operator: Operator, inputs: readonly Tensor[]) => Result | undefined;
