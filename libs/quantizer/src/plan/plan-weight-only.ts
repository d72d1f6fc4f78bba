import {
  DEQUANTIZE_PER_CHANNEL_VERSION,
  DEQUANTIZE_VERSIONS,
  HIGHEST_DEQUANTIZE,
} from '../operator-rules/conversion-version';
import { hybridWeights } from '../operator-rules/operands';
import type { TargetRuntime, WeightRule } from '../operator-rules/operator-rule';
import { ruleFor } from '../operator-rules/operator-rules';
import type { RecipeRule } from '../recipe/recipe';
import { nearest } from '../weights/nearest';
import { fewWeights, weightObstacle } from './obstacles';
import type { OperatorPlanner } from './operator-planner';
import { planTable, tableOf } from './plan-table';
import { KEEP, type Obstacle, type Operand } from './plan';
import { weightRequest } from './weight-request';

/** Float kernels over weights that are stored as integers: small files, float's own arithmetic. */
export const planWeightOnly: OperatorPlanner = (operator, decision, context) => {
  const rule = ruleFor(operator.code);
  const weights = rule === undefined ? [] : hybridWeights(rule, operator);
  const [main] = weights;
  const table = tableOf(rule, operator);
  if (rule !== undefined && table !== undefined)
    return planTable(rule, table)(operator, decision, context);
  if (main === undefined) {
    return { code: 'NO_WEIGHTS', message: 'no rule lists weights for it' };
  }
  const obstacleOf = (weight: WeightRule): Obstacle | undefined =>
    weightObstacle(weight, operator) ?? fewWeights(operator, [weight], decision);
  const planned = weights.filter((weight) => obstacleOf(weight) === undefined);
  const obstacle =
    planned.length === 0 ? obstacleOf(main) : dequantizeObstacle(decision, context.runtime);
  if (obstacle !== undefined) return obstacle;
  const inputs = operator.inputs.map((_, position): Operand => {
    const weight = planned.find(({ input }) => input === position);
    if (weight === undefined) return KEEP;
    const request = weightRequest(operator, weight, true, decision);
    // Statistics of an operator's inputs are those that its first weights meet.
    const constant = weight === main ? context.weights(request) : nearest(request);
    return { kind: 'dequantized', constant };
  });
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
