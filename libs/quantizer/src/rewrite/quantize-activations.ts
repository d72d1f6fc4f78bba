import { isFloatConstant, type Tensor } from '@flotilla/tflite';
import { parametersKey, type QuantizationParameters } from '../numerics/quantization-parameters';
import { quantizedActivation, roundedConstant } from './quantized-tensor';
import type { Rewrite, RewriteContext } from './rewrite';

/** Integer operators write an integer twin of each output; constants that they read as activations become integers. */
export const quantizeActivations: Rewrite = {
  name: 'quantize-activations',
  apply(context) {
    let changes = roundConstants(context);
    for (const operator of context.subgraph.operators) {
      context.plan.operators.get(operator)?.outputs.forEach((operand, position) => {
        const tensor = operator.outputs[position];
        if (operand.kind !== 'activation' || tensor === undefined) return;
        const twin = quantizedActivation(tensor, operand.parameters);
        context.subgraph.tensors.push(twin);
        context.twins.set(tensor, { tensor: twin, parameters: operand.parameters });
        operator.outputs[position] = twin;
        changes += 1;
      });
    }
    return changes;
  },
};

function roundConstants({ subgraph, plan }: RewriteContext): number {
  const made = new Map<Tensor, Map<string, Tensor>>();
  let changes = 0;
  for (const operator of subgraph.operators) {
    plan.operators.get(operator)?.inputs.forEach((operand, position) => {
      const tensor = operator.inputs[position];
      if (operand.kind !== 'activation' || !isFloatConstant(tensor)) return;
      operator.inputs[position] = rounded(tensor, operand.parameters);
      changes += 1;
    });
  }
  return changes;

  function rounded(tensor: Tensor, parameters: QuantizationParameters): Tensor {
    const variants = made.get(tensor) ?? new Map<string, Tensor>();
    const key = parametersKey(parameters);
    const existing = variants.get(key);
    if (existing !== undefined) return existing;
    const constant = roundedConstant(tensor, parameters);
    subgraph.tensors.push(constant);
    made.set(tensor, variants.set(key, constant));
    return constant;
  }
}
