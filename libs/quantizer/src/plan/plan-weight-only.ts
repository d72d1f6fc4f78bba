import {
  DEQUANTIZE_PER_CHANNEL_VERSION,
  DEQUANTIZE_VERSIONS,
  HIGHEST_DEQUANTIZE,
} from '../operator-rules/conversion-version';
import type { TargetRuntime } from '../operator-rules/operator-rule';
import { ruleFor } from '../operator-rules/operator-rules';
import type { RecipeRule } from '../recipe/recipe';
import { fewWeights, weightObstacle } from './obstacles';
import type { OperatorPlanner } from './operator-planner';
import { KEEP, type Obstacle, type Operand } from './plan';
import { weightRequest } from './weight-request';

/** Float kernels over weights that are stored as integers: small files, float's own arithmetic. */
export const planWeightOnly: OperatorPlanner = (operator, decision, context) => {
  const rule = ruleFor(operator.code);
  if (rule?.weight === undefined) {
    return { code: 'NO_WEIGHTS', message: 'no rule lists weights for it' };
  }
  const { weight } = rule;
  const obstacle =
    weightObstacle(rule, operator) ??
    fewWeights(operator, weight, decision) ??
    dequantizeObstacle(decision, context.runtime);
  if (obstacle !== undefined) return obstacle;
  const constant = context.weights(weightRequest(operator, weight, true, decision));
  const inputs = operator.inputs.map((_, position): Operand =>
    position === weight.input ? { kind: 'dequantized', constant } : KEEP,
  );
  const outputs = operator.outputs.map(() => KEEP);
  return { scheme: 'weight-only', version: operator.version, inputs, outputs };
};

function dequantizeObstacle(
  { weightBits }: RecipeRule,
  runtime: TargetRuntime,
): Obstacle | undefined {
  const version = weightBits === 4 ? DEQUANTIZE_VERSIONS.INT4 : DEQUANTIZE_PER_CHANNEL_VERSION;
  if (version <= HIGHEST_DEQUANTIZE[runtime]) return undefined;
  return {
    code: 'VERSION_ABOVE_RUNTIME',
    message: `reading ${weightBits ?? 8}-bit weights takes DEQUANTIZE version ${version}, and runtime ${runtime} has at most ${HIGHEST_DEQUANTIZE[runtime]}`,
  };
}
