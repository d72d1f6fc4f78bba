export { createTfliteRuntime, type TfliteRuntimeOptions } from './create-tflite-runtime';
export type { RuntimeErrorCode } from './errors';
export {
  createLitertWasmRuntime,
  type LitertWasmRuntimeOptions,
} from './litert-wasm/create-litert-wasm-runtime';
