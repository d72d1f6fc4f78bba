export { runInLitertWasm } from './litert-wasm';
export { runInTflite } from './native-tflite';
export { startThrowAwayPostgres, type ThrowAwayPostgres } from './postgres';
export { ZOO, type ZooModel } from './zoo';
