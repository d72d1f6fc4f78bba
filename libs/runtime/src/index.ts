export { createTfliteRuntime, type TfliteRuntimeOptions } from './create-tflite-runtime';
export type { RuntimeErrorCode } from './errors';
