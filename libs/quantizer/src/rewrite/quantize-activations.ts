import { quantizeConstants } from './quantize-constants';
import { quantizedActivation } from './quantized-tensor';
import type { Rewrite } from './rewrite';

/** Int8 operators write an int8 twin of each output; constants that they read as data become int8. */
export const quantizeActivations: Rewrite = {
  name: 'quantize-activations',
  apply(context) {
    let changes = quantizeConstants(context, 'data');
    for (const operator of context.subgraph.operators) {
      context.plan.operators.get(operator)?.outputs.forEach((operand, position) => {
        const tensor = operator.outputs[position];
        if (operand.kind !== 'quantized' || tensor === undefined) return;
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
