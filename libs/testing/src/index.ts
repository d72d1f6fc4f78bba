export { OPERATOR_CASES } from './operators';
export type {
  ConstantOperand,
  FixedEncoding,
  InputOperand,
  KernelRule,
  Operand,
  OperatorCase,
  StateOperand,
} from './operators/operator-case';
export { isInput, operatorModel, operatorSample } from './operators/operator-model';
export { litert, runInLitert, runInTflite, tflite } from './run-once';
export { ZOO, type ZooModel } from './zoo';
