import type { Rewrite } from './rewrite';

/** Tells hybrid kernels to give the inputs that they quantize on the fly a zero point. */
export const setAsymmetricInputs: Rewrite = {
  name: 'set-asymmetric-inputs',
  apply({ subgraph, plan }) {
    let changes = 0;
    for (const operator of subgraph.operators) {
      if (plan.operators.get(operator)?.asymmetricInputs !== true) continue;
      if (operator.options?.type !== 'FullyConnectedOptions') continue;
      operator.options = { ...operator.options, asymmetricQuantizeInputs: true };
      changes += 1;
    }
    return changes;
  },
};
