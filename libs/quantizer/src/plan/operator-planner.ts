import type { Operator } from '@flotilla/tflite';
import type { TargetRuntime } from '../operator-rules/operator-rule';
import type { RecipeRule } from '../recipe/recipe';
import type { WeightMethod } from '../weights/weight-method';
import type { ActivationPlan } from './activation-plan';
import { KEEP, type Obstacle, type OperatorPlan } from './plan';

export interface PlanningContext {
  readonly runtime: TargetRuntime;
  readonly activations: ActivationPlan;
  readonly weights: WeightMethod;
}

/** Plans one operator under one scheme, or says what stands in the way. */
export type OperatorPlanner = (
  operator: Operator,
  decision: RecipeRule,
  context: PlanningContext,
) => OperatorPlan | Obstacle;

export function isObstacle(outcome: object): outcome is Obstacle {
  return 'message' in outcome;
}

/** The operator as it was. */
export function keepFloat(operator: Operator, obstacle?: Obstacle): OperatorPlan {
  return {
    scheme: 'float',
    version: operator.version,
    inputs: operator.inputs.map(() => KEEP),
    outputs: operator.outputs.map(() => KEEP),
    ...(obstacle && { obstacle }),
  };
}
