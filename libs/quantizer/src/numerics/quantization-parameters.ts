import type { TensorType } from '@flotilla/tflite';

export type IntegerType = Extract<TensorType, 'INT8' | 'INT32'>;

/** real = scale · (q − zeroPoint); one scale for the tensor, or one for each index along `axis`. */
export interface QuantizationParameters {
  readonly type: IntegerType;
  /** Exact float32 values. */
  readonly scale: readonly number[];
  /** As long as `scale`. */
  readonly zeroPoint: readonly number[];
  readonly axis: number;
}

export const INTEGER_LIMITS: Readonly<Record<IntegerType, { lowest: number; highest: number }>> = {
  INT8: { lowest: -128, highest: 127 },
  INT32: { lowest: -(2 ** 31), highest: 2 ** 31 - 1 },
};

export function perTensor(type: IntegerType, scale: number, zeroPoint: number): QuantizationParameters {
  return { type, scale: [scale], zeroPoint: [zeroPoint], axis: 0 };
}

/** A key that two parameters share exactly when they are the same. */
export function parametersKey(parameters: QuantizationParameters): string {
  return [parameters.type, parameters.axis, parameters.scale.join(), parameters.zeroPoint.join()].join('|');
}
