import type { TensorType } from '@flotilla/tflite';
import type { TargetRuntime } from './operator-rule';

/** QUANTIZE by the type that it writes, per-tensor scales (`op_version.cc`). */
export const QUANTIZE_VERSIONS: Readonly<
  Record<Extract<TensorType, 'INT8' | 'UINT8' | 'INT16'>, number>
> = { INT8: 1, UINT8: 1, INT16: 2 };

/** DEQUANTIZE by the type that it reads. */
export const DEQUANTIZE_VERSIONS: Readonly<
  Record<Extract<TensorType, 'INT4' | 'INT8' | 'UINT8' | 'INT16' | 'FLOAT16'>, number>
> = { UINT8: 1, INT8: 2, INT16: 3, FLOAT16: 3, INT4: 6 };

/** DEQUANTIZE of per-channel INT8. */
export const DEQUANTIZE_PER_CHANNEL_VERSION = 5;

/** The highest version of DEQUANTIZE that each runtime loads. */
export const HIGHEST_DEQUANTIZE: Readonly<Record<TargetRuntime, number>> = { '2.9': 5, '2.3': 9 };
