export { runInLitertWasm } from './litert-wasm';
export { startThrowAwayPostgres, type ThrowAwayPostgres } from './postgres';
export { ZOO, type ZooModel } from './zoo';
