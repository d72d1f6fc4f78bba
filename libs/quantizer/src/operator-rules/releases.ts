import type { BuiltinOperator } from '@flotilla/tflite';

/** The release of TensorFlow whose runtime takes a version of an operator first (`runtime_version.cc`). */
const RELEASES: Readonly<Partial<Record<BuiltinOperator, Readonly<Record<number, string>>>>> = {
  QUANTIZE: { 1: '1.14.0', 2: '1.15.0' },
  DEQUANTIZE: { 1: '1.13.1', 2: '1.14.0', 3: '1.15.0' },
  CONV_2D: { 2: '1.14.0', 3: '1.14.0', 4: '2.3.0', 5: '2.4.0' },
  DEPTHWISE_CONV_2D: { 3: '1.14.0', 4: '2.2.0', 5: '2.3.0', 6: '2.3.0' },
  FULLY_CONNECTED: { 3: '1.14.0', 4: '1.14.0', 5: '2.0.0', 6: '2.1.0', 7: '2.3.0', 9: '2.3.0' },
  ADD: { 2: '1.14.0' },
  MEAN: { 2: '1.14.0' },
  RELU: { 2: '2.1.0' },
  RELU6: { 2: '1.14.0' },
  SOFTMAX: { 2: '1.14.0' },
  LOGISTIC: { 2: '1.14.0' },
  RESHAPE: { 1: '1.5.0' },
  AVERAGE_POOL_2D: { 2: '1.14.0' },
  MAX_POOL_2D: { 2: '1.14.0' },
  PAD: { 2: '1.14.0', 4: '2.6.0' },
  TRANSPOSE_CONV: { 3: '2.3.0' },
  CONCATENATION: { 2: '1.14.0' },
};

/** Absent where it is not known. */
export function releaseOf(code: BuiltinOperator, version: number): string | undefined {
  return RELEASES[code]?.[version];
}
