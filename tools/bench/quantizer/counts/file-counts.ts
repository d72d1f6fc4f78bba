import { type Model, type Operator, type Tensor, weightBytes } from '@flotilla/tflite';
import { multiplyAdds } from './multiply-adds';

/** What a file holds and where it computes. */
export interface FileCounts {
  readonly sizeBytes: number;
  /** Of all constants, shared ones once. */
  readonly weightBytes: number;
  readonly operators: number;
  /** QUANTIZE and DEQUANTIZE, which are not counted as float. */
  readonly conversions: number;
  /** Operators that read or write float activations, hybrid ones included. */
  readonly floatOperators: number;
  readonly multiplyAdds: number;
  readonly floatMultiplyAdds: number;
}

const FLOATS: ReadonlySet<string> = new Set(['FLOAT32', 'FLOAT16', 'BFLOAT16', 'FLOAT64']);

export function fileCounts(model: Model, sizeBytes: number): FileCounts {
  const operators = model.subgraphs.flatMap((subgraph) => subgraph.operators);
  const float = operators.filter(isFloat);
  return {
    sizeBytes,
    weightBytes: weightBytes(model),
    operators: operators.length,
    conversions: operators.filter(isConversion).length,
    floatOperators: float.length,
    multiplyAdds: total(operators),
    floatMultiplyAdds: total(float),
  };
}

function total(operators: readonly Operator[]): number {
  return operators.reduce((sum, operator) => sum + multiplyAdds(operator), 0);
}

function isConversion({ code }: Operator): boolean {
  return code === 'QUANTIZE' || code === 'DEQUANTIZE';
}

function isFloat(operator: Operator): boolean {
  if (isConversion(operator)) return false;
  return [...operator.inputs, ...operator.outputs].some(
    (tensor) => tensor !== null && isFloatActivation(tensor),
  );
}

function isFloatActivation({ type, buffer, isVariable }: Tensor): boolean {
  return FLOATS.has(type) && (buffer === undefined || isVariable);
}
