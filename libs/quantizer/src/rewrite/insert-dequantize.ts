import type { Operator } from '@flotilla/tflite';
import { dequantizeOperator } from './conversion-operator';
import type { Rewrite } from './rewrite';

/** Where a float operator or the model's output still reads what an integer operator now writes, converts it back. */
export const insertDequantize: Rewrite = {
  name: 'insert-dequantize',
  apply({ subgraph, twins }) {
    const read = new Set([
      ...subgraph.outputs,
      ...subgraph.operators.flatMap((operator) => operator.inputs),
    ]);
    const floatOf = new Map(
      [...twins].filter(([float]) => read.has(float)).map(([float, twin]) => [twin.tensor, float]),
    );
    subgraph.operators = subgraph.operators.flatMap((operator): Operator[] => [
      operator,
      ...operator.outputs.flatMap((twin): Operator[] => {
        const float = floatOf.get(twin);
        return float === undefined ? [] : [dequantizeOperator(twin, float)];
      }),
    ]);
    return floatOf.size;
  },
};
