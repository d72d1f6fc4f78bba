import type { BuiltinOperator, Subgraph, Tensor } from '@flotilla/tflite';
import { shapesFollowInputs } from './shape-operands';

/** Their outputs vary with the shape that they are given, but always have the same shape. */
const MEASURING: ReadonlySet<BuiltinOperator> = new Set<BuiltinOperator>(['RANK', 'SHAPE']);

/**
 * The tensors whose shape at run time may be another than in the file. Files mark open dimensions at the inputs, and
 * often nowhere after: whatever is computed from an open tensor counts as open too.
 */
export function openTensors({ inputs, operators }: Subgraph): ReadonlySet<Tensor> {
  const open = new Set<Tensor>(inputs.filter(isMarkedOpen));
  for (const operator of operators) {
    const follows = shapesFollowInputs(operator);
    const readsOpen =
      !MEASURING.has(operator.code) &&
      operator.inputs.some((tensor) => tensor !== null && open.has(tensor));
    for (const output of operator.outputs) {
      if (!follows || readsOpen || isMarkedOpen(output)) open.add(output);
    }
  }
  return open;
}

function isMarkedOpen({ shapeSignature, hasRank, isVariable }: Tensor): boolean {
  return shapeSignature !== undefined || !hasRank || isVariable;
}
