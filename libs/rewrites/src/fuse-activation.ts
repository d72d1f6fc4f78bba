import type { ActivationFunctionType, BuiltinOperator, Operator } from '@flotilla/tflite';
import type { AppliedRewrite, Rewrite } from './rewrite';
import { SubgraphEditor } from './subgraph-editor';

const activations: ReadonlyMap<BuiltinOperator, ActivationFunctionType> = new Map([
  ['RELU', 'RELU'],
  ['RELU6', 'RELU6'],
]);

/** Operators whose kernels clamp for free. CONCATENATION has the option too, but its kernel refuses it. */
const producers: ReadonlySet<BuiltinOperator> = new Set([
  'ADD',
  'AVERAGE_POOL_2D',
  'CONV_2D',
  'DEPTHWISE_CONV_2D',
  'FULLY_CONNECTED',
  'MAX_POOL_2D',
  'MUL',
]);

/** The producer clamps its own output: one pass over memory less, and one range for the quantizer to learn. */
export const fuseActivation: Rewrite = {
  name: 'fuse-activation',
  apply(subgraph) {
    const editor = new SubgraphEditor(subgraph);
    const applied: AppliedRewrite[] = [];
    for (const operator of subgraph.operators) {
      const activation = activations.get(operator.code);
      const [input] = operator.inputs;
      const [output] = operator.outputs;
      if (activation === undefined || !input || output === undefined) continue;
      const producer = editor.soleProducer(input, operator);
      if (producer === undefined || !setActivation(producer, activation)) continue;
      editor.absorb(producer, operator);
      applied.push({ rewrite: 'fuse-activation', tensor: output.name });
    }
    editor.commit();
    return applied;
  },
};

function setActivation(operator: Operator, activation: ActivationFunctionType): boolean {
  const { options } = operator;
  if (!producers.has(operator.code) || options === undefined) return false;
  if (!('fusedActivationFunction' in options) || options.fusedActivationFunction !== 'NONE')
    return false;
  operator.options = { ...options, fusedActivationFunction: activation };
  return true;
}
