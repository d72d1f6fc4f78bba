import { kernelVersion } from '../operator-rules/kernel-version';
import { ruleFor } from '../operator-rules/operator-rules';
import { dataObstacle, fewWeights, versionObstacle, weightObstacle } from './obstacles';
import type { OperatorPlanner } from './operator-planner';

import { KEEP, type Operand } from './plan';
import { formObstacle } from './weight-form';
import { isPerChannel, weightRequest } from './weight-request';

/** Integer weights under float activations, which the ("hybrid") kernel quantizes on the fly, sample by sample. */
export const planDynamic: OperatorPlanner = (operator, decision, context) => {
  const rule = ruleFor(operator.code);
  if (rule?.weight === undefined) {
    return { code: 'NO_WEIGHTS', message: 'no rule lists weights for it' };
  }
  const { weight } = rule;
  const { hybrid } = rule.kernels;
  if (hybrid === undefined) {
    return { code: 'NO_KERNEL', message: 'no rule lists a hybrid kernel for it' };
  }
  const perChannel = isPerChannel(hybrid, context.runtime);
  const asymmetricInputs = hybrid.asymmetricInputs === 'by-option';
  const weightBits = decision.weightBits ?? 8;
  const version = kernelVersion(hybrid, { operator, perChannel, asymmetricInputs, weightBits });
  const obstacle =
    dataObstacle(rule, operator) ??
    weightObstacle(rule, operator) ??
    formObstacle(rule, hybrid, decision) ??
    fewWeights(operator, weight, decision) ??
    versionObstacle(rule, version, context.runtime);
  if (obstacle !== undefined) return obstacle;
  const constant = context.weights(weightRequest(operator, weight, perChannel, decision));
  const inputs = operator.inputs.map((_, position): Operand =>
    position === weight.input ? { kind: 'integers', constant } : KEEP,
  );
  const outputs = operator.outputs.map(() => KEEP);
  return { scheme: 'dynamic', version, inputs, outputs, asymmetricInputs };
};
