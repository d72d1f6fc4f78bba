import { floatData, toHalves, type Operator, type Tensor } from '@flotilla/tflite';

import { dequantizeOperator } from './conversion-operator';
import type { Rewrite } from './rewrite';

/**
 * Stores constants in float16 behind a DEQUANTIZE, which runtimes fold when they load the model. The operators come
 * first in the graph, where delegates look for them.
 */
export const storeFloat16: Rewrite = {
  name: 'store-float16',
  apply({ subgraph, plan }) {
    const expanded = new Map<Tensor, Tensor>();
    const expansions: Operator[] = [];
    for (const operator of subgraph.operators) {
      plan.operators.get(operator)?.inputs.forEach((operand, position) => {
        const constant = operator.inputs[position];
        if (operand.kind !== 'float16' || !constant) return;
        operator.inputs[position] = expanded.get(constant) ?? expand(constant);
      });
    }
    subgraph.operators = [...expansions, ...subgraph.operators];
    return expansions.length;

    function expand(constant: Tensor): Tensor {
      const halves: Tensor = {
        ...constant,
        name: `${constant.name}_float16`,
        type: 'FLOAT16',
        buffer: { data: toHalves(floatData(constant)) },
      };
      const { buffer: _stored, ...activation } = constant;
      subgraph.tensors.push(halves, activation);
      expansions.push(dequantizeOperator(halves, activation));
      expanded.set(constant, activation);
      return activation;
    }
  },
};
