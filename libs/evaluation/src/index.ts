export type { DelegateName, Interpreter, LoadOptions, Runtime, TensorSpec } from './interpreter';
