import type { LoadOptions } from '@flotilla/evaluation';
import { createTfliteRuntime } from '@flotilla/runtime';

/**
 * Runs a model once in native TensorFlow Lite, for specs of libraries that may not know a runtime.
 * @param inputs little-endian bytes in the model's order
 * @param options default: plain kernels, the batch of the file
 */
export async function runInTflite(
  model: Uint8Array,
  inputs: readonly Uint8Array[],
  options: Partial<LoadOptions> = {},
): Promise<readonly Uint8Array[]> {
  const interpreter = await createTfliteRuntime().load(model, { delegate: 'cpu', ...options });
  try {
    return await interpreter.invoke(inputs);
  } finally {
    await interpreter.close();
  }
}
