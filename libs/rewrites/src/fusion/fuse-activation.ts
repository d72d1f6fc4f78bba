import type { ActivationFunctionType, BuiltinOperator, Operator } from '@flotilla/tflite';
import type { AppliedRewrite, Rewrite } from '../rewrite';
import { SubgraphEditor } from '../graph/subgraph-editor';

const activations: ReadonlyMap<BuiltinOperator, ActivationFunctionType> = new Map([
  ['RELU', 'RELU'],
  ['RELU6', 'RELU6'],
  ['RELU_N1_TO_1', 'RELU_N1_TO_1'],
]);

/**
 * Operators whose float kernels clamp for free. CONCATENATION and L2_NORMALIZATION have the option too, but their
 * kernels refuse it; TRANSPOSE_CONV has it from version 4 on, which TensorFlow Lite 2.9 does not know.
 */
const producers: ReadonlySet<BuiltinOperator> = new Set([
  'ADD',
  'AVERAGE_POOL_2D',
  'CONV_2D',
  'CONV_3D',
  'DEPTHWISE_CONV_2D',
  'DIV',
  'FULLY_CONNECTED',
  'L2_POOL_2D',
  'MAX_POOL_2D',
  'MUL',
  'SUB',
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
      if (activation === undefined || output === undefined || input?.type !== 'FLOAT32') continue;
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
