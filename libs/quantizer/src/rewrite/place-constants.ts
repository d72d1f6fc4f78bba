import { isFloatConstant, type Operator, type Tensor } from '@flotilla/tflite';
import type { QuantizedConstant } from '../numerics/quantized-constant';
import { dequantizeOperator } from './conversion-operator';
import { isSameConstant, quantizedConstant } from './quantized-tensor';
import type { Rewrite } from './rewrite';

/**
 * Puts the planned integers in the place of weights and biases: read as they are, or behind a DEQUANTIZE by operators
 * that stay float. Operators that shared a constant and read it alike share the new one; the float one stays for whoever
 * still reads it.
 */
export const placeConstants: Rewrite = {
  name: 'place-constants',
  apply({ subgraph, plan }) {
    const made = new Map<Tensor, Tensor[]>();
    const expanded = new Map<Tensor, Tensor>();
    const expansions: Operator[] = [];
    let changes = 0;
    for (const operator of subgraph.operators) {
      plan.operators.get(operator)?.inputs.forEach((operand, position) => {
        const tensor = operator.inputs[position];
        if (operand.kind !== 'integers' && operand.kind !== 'dequantized') return;
        if (!isFloatConstant(tensor)) return;
        const integers = placed(tensor, operand.constant);
        operator.inputs[position] =
          operand.kind === 'integers' ? integers : expansionOf(integers, tensor);
        changes += 1;
      });
    }
    // First in the graph, where delegates look for them.
    subgraph.operators = [...expansions, ...subgraph.operators];
    return changes;

    function placed(tensor: Tensor, constant: QuantizedConstant): Tensor {
      const candidate = quantizedConstant(tensor, constant);
      const variants = made.get(tensor) ?? [];
      const existing = variants.find((variant) => isSameConstant(variant, candidate));
      if (existing !== undefined) return existing;
      made.set(tensor, [...variants, candidate]);
      const { scales } = candidate.quantization?.blockwise ?? {};
      subgraph.tensors.push(candidate, ...(scales === undefined ? [] : [scales]));
      return candidate;
    }

    function expansionOf(integers: Tensor, original: Tensor): Tensor {
      const known = expanded.get(integers);
      if (known !== undefined) return known;
      const { buffer: _stored, ...floats } = original;
      integers.name = `${original.name}_${integers.type.toLowerCase()}`;
      subgraph.tensors.push(floats);
      expansions.push(dequantizeOperator(integers, floats));
      expanded.set(integers, floats);
      return floats;
    }
  },
};
