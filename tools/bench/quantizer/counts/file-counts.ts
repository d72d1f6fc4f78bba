import {
  computesInFloat,
  isConversion,
  type Model,
  multiplyAdds,
  type Operator,
  weightBytes,
} from '@flotilla/tflite';

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

export function fileCounts(model: Model, sizeBytes: number): FileCounts {
  const operators = model.subgraphs.flatMap((subgraph) => subgraph.operators);
  const float = operators.filter(computesInFloat);
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
