import { bytesOf, constantData, floatData, type BuiltinOperator } from '@flotilla/tflite';
import type { Evaluator, Result } from './evaluator';

type FloatFunction = (value: number) => number;

const FLOAT_FUNCTIONS: Readonly<Partial<Record<BuiltinOperator, FloatFunction>>> = {
  NEG: (value) => -value,
  RSQRT: (value) => 1 / Math.fround(Math.sqrt(value)),
  SQRT: Math.sqrt,
};

export const evaluateUnary: Evaluator = ({ code }, [input]) => {
  const of = FLOAT_FUNCTIONS[code];
  if (input === undefined || of === undefined) return undefined;
  const result = (compute: Result['compute']): Result => ({
    type: input.type,
    shape: input.shape,
    compute,
  });
  // Storing rounds to float32, which for these is the same as computing in it.
  if (input.type === 'FLOAT32') return result(() => bytesOf(floatData(input).map(of)));
  if (code !== 'NEG') return undefined;
  if (input.type === 'INT32')
    return result(() => bytesOf(constantData(input, 'INT32').map((value) => -value)));
  if (input.type === 'INT64')
    return result(() => bytesOf(constantData(input, 'INT64').map((value) => -value)));
  return undefined;
};
