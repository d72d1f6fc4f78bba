import {
  constantData,
  elementCount,
  isConstant,
  type Operator,
  type Tensor,
} from '@flotilla/tflite';
import { openTensors } from '../graph/open-tensors';
import type { AppliedRewrite, Rewrite } from '../rewrite';
import { shapeTensor } from '../graph/shape-tensor';

const name = 'infer-reshape';

/**
 * A reshape to a shape that is put together at run time, with one size computed (the batch) and the others constant,
 * becomes one to a constant shape with −1 in that place: the number of elements leaves it no other value. What measured
 * the batch is then dead, and the graph free of the dynamic tensors for which delegates refuse all of it.
 */
export const inferReshape: Rewrite = {
  name,
  apply(subgraph) {
    const producers = new Map<Tensor | null | undefined, Operator>(
      subgraph.operators.flatMap((operator) =>
        operator.outputs.map((output) => [output, operator] as const),
      ),
    );
    const open = openTensors(subgraph);
    const applied: AppliedRewrite[] = [];
    for (const { code, inputs, outputs } of subgraph.operators) {
      const [output] = outputs;
      const shape = code === 'RESHAPE' ? shapeOf(producers.get(inputs[1]), open) : undefined;
      if (shape === undefined || output === undefined) continue;
      const constant = shapeTensor(output.name, shape);
      inputs[1] = constant;
      subgraph.tensors.push(constant);
      applied.push({ rewrite: name, tensor: output.name });
    }
    return applied;
  },
};

/** The sizes that an operator puts together, −1 for the one that it computes; `undefined` when there is not just one. */
function shapeOf(operator: Operator | undefined, open: ReadonlySet<Tensor>): number[] | undefined {
  if (operator?.code !== 'PACK' && operator?.code !== 'CONCATENATION') return undefined;
  // Sizes are scalars that are packed, or vectors that are joined.
  const sizes = operator.inputs.flatMap((part) => {
    if (part?.type !== 'INT32' || part.shape.length > 1 || open.has(part)) return [];
    if (part.buffer === undefined) return elementCount(part.shape) === 1 ? [-1] : [];
    return isConstant(part) ? [...constantData(part, 'INT32')] : [];
  });
  const isComplete = sizes.length === elementCount(operator.outputs[0]?.shape ?? []);
  const isDetermined = sizes.filter((size) => size < 1).length === 1 && sizes.includes(-1);
  return isComplete && isDetermined ? sizes : undefined;
}
