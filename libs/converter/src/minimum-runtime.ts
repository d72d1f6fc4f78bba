import type { BuiltinOperator, Metadata, Operator } from '@flotilla/tflite';

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

/** Bytes that the entry always takes, padded with zeros. */
const entryBytes = 16;

/** The `min_runtime_version` entry, by which a runtime can tell that it is too old before it meets the operator. */
export function minimumRuntime(operators: readonly Operator[]): Metadata {
  const needed = operators.map(({ code, version }) => runtimes[code]?.[version - 1] ?? '1.5.0');
  const highest = needed.reduce((left, right) => (isLater(right, left) ? right : left), '1.5.0');
  const data = new Uint8Array(entryBytes);
  new TextEncoder().encodeInto(highest, data);
  return { name: 'min_runtime_version', buffer: { data } };
}

function isLater(left: string, right: string): boolean {
  return left.localeCompare(right, 'en', { numeric: true }) > 0;
}
