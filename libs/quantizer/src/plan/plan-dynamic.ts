import { kernelVersion } from '../operator-rules/kernel-version';
import { hybridWeights } from '../operator-rules/operands';
import { ruleFor } from '../operator-rules/operator-rules';
import { nearest } from '../weights/nearest';
import {
  dataObstacle,
  fewWeights,
  firstObstacle,
  refusalObstacle,
  runtimeObstacle,
  versionObstacle,
  weightObstacle,
} from './obstacles';
import type { OperatorPlanner } from './operator-planner';

import { planTable, tableOf } from './plan-table';
import { KEEP, type Operand } from './plan';
import { formObstacle } from './weight-form';
import { isPerChannel, weightRequest } from './weight-request';

/** Integer weights under float activations, which the ("hybrid") kernel quantizes on the fly, sample by sample. */
export const planDynamic: OperatorPlanner = (operator, decision, context) => {
  const rule = ruleFor(operator.code);
  const weights = rule === undefined ? [] : hybridWeights(rule, operator);
  const [main] = weights;
  const table = tableOf(rule, operator);
  if (rule !== undefined && table !== undefined)
    return planTable(rule, table)(operator, decision, context);
  if (rule === undefined || main === undefined) {
    return { code: 'NO_WEIGHTS', message: 'no rule lists weights for it' };
  }
  const { hybrid } = rule.kernels;
  if (hybrid === undefined) {
    return { code: 'NO_KERNEL', message: 'no rule lists a hybrid kernel for it' };
  }
  const perChannel = isPerChannel(hybrid, context.runtime);
  const asymmetricInputs = hybrid.asymmetricInputs === 'by-option';
  const weightBits = decision.weightBits ?? 8;
  const facts = { operator, perChannel, asymmetricInputs, weightBits };
  const version = kernelVersion(hybrid, facts);
  const obstacle =
    runtimeObstacle(hybrid, 'hybrid', context.runtime) ??
    refusalObstacle(hybrid, facts) ??
    dataObstacle(rule, operator) ??
    firstObstacle(weights, (weight) => weightObstacle(weight, operator)) ??
    formObstacle(rule, hybrid, decision) ??
    fewWeights(operator, weights, decision) ??
    versionObstacle(rule, version, context.runtime);
  if (obstacle !== undefined) return obstacle;
  const inputs = operator.inputs.map((_, position): Operand => {
    const weight = weights.find(({ input }) => input === position);
    if (weight === undefined) return KEEP;
    const request = weightRequest(operator, weight, perChannel, decision);
    // Statistics of an operator's inputs are those that its first weights meet.
    const constant = weight === main ? context.weights(request) : nearest(request);
    return { kind: 'integers', constant };
  });
  const outputs = operator.outputs.map(() => KEEP);
  return { scheme: 'dynamic', version, inputs, outputs, asymmetricInputs };
};
