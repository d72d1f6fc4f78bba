import {
  calledSubgraphs,
  type BuiltinOperator,
  type Operator,
  type Tensor,
  type TensorType,
} from '@flotilla/tflite';
import type { AppliedRewrite, Rewrite } from '../rewrite';

const name = 'drop-dead';

/** Operators that draw from a state of their own: without one, all later ones would draw other numbers. */
const RANDOM: ReadonlySet<BuiltinOperator> = new Set<BuiltinOperator>([
  'MULTINOMIAL',
  'RANDOM_STANDARD_NORMAL',
  'RANDOM_UNIFORM',
]);

const HANDLES: ReadonlySet<TensorType> = new Set<TensorType>(['RESOURCE', 'VARIANT']);

/** Takes out operators whose results nobody reads, from the last to the first, and with them what only they read. */
export const dropDead: Rewrite = {
  name,
  apply(subgraph) {
    const read = new Set<Tensor | null>(subgraph.outputs);
    const applied: AppliedRewrite[] = [];
    const alive = subgraph.operators.toReversed().filter((operator) => {
      const isRead = operator.outputs.some((output) => read.has(output));
      if (isRead || hasEffects(operator)) {
        operator.inputs.forEach((input) => read.add(input));
        return true;
      }
      applied.push({ rewrite: name, tensor: operator.outputs[0]?.name ?? '' });
      return false;
    });
    subgraph.operators = alive.reverse();
    return applied;
  },
};

/** Whether an operator does more than to write its outputs, or may do. */
function hasEffects({ code, inputs, outputs, options }: Operator): boolean {
  const touchesState = [...inputs, ...outputs].some(
    (tensor) => tensor !== null && (tensor.isVariable || HANDLES.has(tensor.type)),
  );
  const isUnknown = code === 'CUSTOM' || calledSubgraphs(options).length > 0;
  return touchesState || isUnknown || RANDOM.has(code) || outputs.length === 0;
}
