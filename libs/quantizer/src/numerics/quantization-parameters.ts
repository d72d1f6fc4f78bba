import type { TensorType } from '@flotilla/tflite';

export type IntegerType = Extract<TensorType, 'INT4' | 'INT8' | 'INT16' | 'INT32' | 'INT64'>;

/** What activations are stored in by integer kernels. */
export type ActivationType = Extract<IntegerType, 'INT8' | 'INT16'>;

/** What weights are stored in. */
export type WeightType = Extract<IntegerType, 'INT4' | 'INT8'>;

/**
 * real = scale · (q − zeroPoint), with one scale for the tensor, one for each index along `axis`, or, block-wise, one for
 * each `blockSize` values of a row along the last axis.
 */
export interface QuantizationParameters {
  readonly type: IntegerType;
  /** Exact float32 values; block-wise in the order rows × blocks. */
  readonly scale: readonly number[];
  /** As long as `scale`. */
  readonly zeroPoint: readonly number[];
  readonly axis: number;
  readonly blockSize?: number;
}

export const INTEGER_LIMITS: Readonly<Record<IntegerType, { lowest: number; highest: number }>> = {
  INT4: { lowest: -8, highest: 7 },
  INT8: { lowest: -128, highest: 127 },
  INT16: { lowest: -32768, highest: 32767 },
  INT32: { lowest: -(2 ** 31), highest: 2 ** 31 - 1 },
  // The integers that a double counts exactly; biases never come near.
  INT64: { lowest: -(2 ** 53), highest: 2 ** 53 },
};

export function perTensor(
  type: IntegerType,
  scale: number,
  zeroPoint: number,
): QuantizationParameters {
  return { type, scale: [scale], zeroPoint: [zeroPoint], axis: 0 };
}

/** A key that two sets of parameters share exactly when they are the same. */
export function parametersKey(parameters: QuantizationParameters): string {
  const { type, axis, blockSize = 0, scale, zeroPoint } = parameters;
  return [type, axis, blockSize, scale.join(), zeroPoint.join()].join('|');
}
