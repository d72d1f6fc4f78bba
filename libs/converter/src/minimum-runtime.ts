import {
  minimumRuntimeEntry,
  type BuiltinOperator,
  type Metadata,
  type Operator,
} from '@flotilla/tflite';

/**
 * The first TensorFlow release whose runtime knows each operator version that is emitted, as TensorFlow lists them
 * (`tensorflow/lite/tools/versioning/runtime_version.cc`).
 */
const runtimes: Readonly<Partial<Record<BuiltinOperator, readonly string[]>>> = {
  ADD: ['1.5.0'],
  AVERAGE_POOL_2D: ['1.5.0'],
  CONCATENATION: ['1.5.0'],
  CONV_2D: ['1.5.0'],
  DEPTHWISE_CONV_2D: ['1.5.0', '1.12.0'],
  FULLY_CONNECTED: ['1.5.0', '1.10.0', '1.14.0', '1.14.0', '2.0.0'],
  LOGISTIC: ['1.14.0'],
  MAX_POOL_2D: ['1.5.0'],
  MEAN: ['1.6.0'],
  MUL: ['1.5.0'],
  PAD: ['1.5.0'],
  RELU: ['1.5.0'],
  RELU6: ['1.5.0'],
  RESHAPE: ['1.5.0'],
  SOFTMAX: ['1.5.0'],
  TANH: ['1.14.0'],
};

/** Every runtime of today reads it. */
const FIRST_RUNTIME = '1.5.0';

/** The `min_runtime_version` entry for operators of the versions that this library emits. */
export function minimumRuntime(operators: readonly Operator[]): Metadata {
  const needed = operators.map(({ code, version }) => runtimes[code]?.[version - 1]);
  return minimumRuntimeEntry([FIRST_RUNTIME, ...needed.filter((release) => release !== undefined)]);
}
