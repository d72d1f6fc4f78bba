import { kernelVersion } from '../operator-rules/kernel-version';
import { ruleFor } from '../operator-rules/operator-rules';
import { dataObstacle, versionObstacle, weightObstacle } from './obstacles';
import type { OperatorPlanner } from './operator-planner';
import { KEEP, type Operand } from './plan';
import { isPerChannel, planWeights } from './plan-weights';

/** int8 weights under float activations, which the kernel quantizes on the fly, sample by sample. */
export const planHybrid: OperatorPlanner = (operator, decision, context) => {
  const rule = ruleFor(operator.code);
  if (rule?.weight === undefined) {
    return { code: 'NO_WEIGHTS', message: 'no rule lists weights for it' };
  }
  const { weight, hybrid } = rule;
  if (hybrid === undefined) {
    return { code: 'NO_KERNEL', message: 'no rule lists a hybrid kernel for it' };
  }
  const perChannel = isPerChannel(hybrid, context.runtime);
  const asymmetricInputs = hybrid.asymmetricInputs === 'by-option';
  const { version } = kernelVersion(hybrid, { operator, perChannel, asymmetricInputs });
  const obstacle =
    dataObstacle(rule, operator) ??
    weightObstacle(rule, operator) ??
    versionObstacle(rule, version, context.runtime);
  if (obstacle !== undefined) return obstacle;

  const count = operator.inputs[weight.input]?.shape.reduce((left, right) => left * right, 1) ?? 0;
  const fewest = decision.fewestWeights ?? 0;
  if (count < fewest) {
    return { code: 'FEW_WEIGHTS', message: `it has ${count} weights, below ${fewest}` };
  }
  const parameters = planWeights(operator, weight, hybrid, context.runtime);
  const inputs = operator.inputs.map((_, position): Operand =>
    position === weight.input ? { kind: 'quantized', role: 'weight', parameters } : KEEP,
  );
  const outputs = operator.outputs.map(() => KEEP);
  return { scheme: 'hybrid', version, inputs, outputs, asymmetricInputs };
};
