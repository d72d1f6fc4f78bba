import type { TensorType } from '@flotilla/tflite';

/** QUANTIZE from float32 or int8 to per-tensor int8 (`op_version.cc`). */
export const QUANTIZE_VERSION = 1;

/** DEQUANTIZE by the type that it reads, per-tensor scales (`op_version.cc`). */
export function dequantizeVersion(type: Extract<TensorType, 'INT8' | 'FLOAT16'>): number {
  return type === 'FLOAT16' ? 3 : 2;
}
