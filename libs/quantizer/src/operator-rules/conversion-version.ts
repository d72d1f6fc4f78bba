import type { TensorType } from '@flotilla/tflite';
import type { KernelVersion } from './operator-rule';

/** QUANTIZE from float32 or int8 to per-tensor int8 (`op_version.cc`, `runtime_version.cc`). */
export const QUANTIZE_VERSION: KernelVersion = { version: 1, since: '1.14.0' };

/** DEQUANTIZE by the type that it reads, per-tensor scales. */
export const DEQUANTIZE_VERSIONS: Readonly<
  Record<Extract<TensorType, 'INT8' | 'FLOAT16'>, KernelVersion>
> = {
  INT8: { version: 2, since: '1.14.0' },
  FLOAT16: { version: 3, since: '1.15.0' },
};
