import type { BuiltinOptions } from '@flotilla/tflite';
import type { OperatorPlan } from '../plan/plan';
import type { Rewrite } from './rewrite';

/** Options by which kernels of the planned kind are told how to compute. */
export const setKernelOptions: Rewrite = {
  name: 'set-kernel-options',
  apply({ subgraph, plan }) {
    let changes = 0;
    for (const operator of subgraph.operators) {
      const planned = plan.operators.get(operator);
      const options = planned && operator.options && optionsFor(planned, operator.options);
      if (options === undefined || options === operator.options) continue;
      operator.options = options;
      changes += 1;
    }
    return changes;
  },
};

function optionsFor(planned: OperatorPlan, options: BuiltinOptions): BuiltinOptions {
  // A zero point for inputs that are quantized on the fly: finer for one-sided ones.
  if (planned.asymmetricInputs === true && 'asymmetricQuantizeInputs' in options)
    return { ...options, asymmetricQuantizeInputs: true };
  // Left on, the int16 kernels round every scale to a power of two.
  if (planned.scheme === '16x8' && 'potScaleInt16' in options && options.potScaleInt16)
    return { ...options, potScaleInt16: false };
  return options;
}
