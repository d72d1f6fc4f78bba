import type { LoadOptions, Runtime } from '@flotilla/evaluation';
import {
  createLitertWasmRuntime,
  createTfliteRuntime,
  type TfliteRuntimeOptions,
} from '@flotilla/runtime';

/**
 * Runs a model once in native TensorFlow Lite, for specs of libraries that may not know a runtime.
 * @param inputs little-endian bytes in the model's order
 * @param options default: plain kernels, the batch of the file
 */
export function runInTflite(
  model: Uint8Array,
  inputs: readonly Uint8Array[],
  options: Partial<LoadOptions> = {},
): Promise<Uint8Array[]> {
  return runOnce(createTfliteRuntime(), model, inputs, { delegate: 'cpu', ...options });
}

/** One for all models of a spec: each has a process of its own, which lives as long as the spec's. */
const litertWasm = createLitertWasmRuntime();

/** The same in LiteRT as WebAssembly, for what native TensorFlow Lite lacks. */
export function runInLitert(
  model: Uint8Array,
  inputs: readonly Uint8Array[],
): Promise<Uint8Array[]> {
  return runOnce(litertWasm, model, inputs, { delegate: 'xnnpack' });
}

async function runOnce(
  runtime: Runtime,
  model: Uint8Array,
  inputs: readonly Uint8Array[],
  options: LoadOptions,
): Promise<Uint8Array[]> {
  const interpreter = await runtime.load(model, options);
  try {
    return await interpreter.invoke(inputs);
  } finally {
    await interpreter.close();
  }
}

/** Native TensorFlow Lite, for specs of libraries that may not know a runtime. */
export function tflite(options?: TfliteRuntimeOptions): Runtime {
  return createTfliteRuntime(options);
}

/** LiteRT as WebAssembly, the same one for all. */
export function litert(): Runtime {
  return litertWasm;
}
