import type { Model, Operator, Tensor } from '@flotilla/tflite';
import type { Range } from '../numerics/range';
import type { TargetRuntime } from '../operator-rules/operator-rule';
import { decide, type Recipe } from '../recipe/recipe';
import type { OperatorScheme } from '../recipe/scheme';
import { ActivationParameters } from './parameters';
import { isObstacle, keepFloat, type OperatorPlanner } from './operator-planner';
import type { OperatorPlan, Plan } from './plan';
import { planFloat16 } from './plan-float16';
import { planHybrid } from './plan-hybrid';
import { planInt8 } from './plan-int8';

export interface PlanOptions {
  readonly recipe: Recipe;
  readonly runtime: TargetRuntime;
  /** What calibration saw of each activation; empty when no operator is to be int8. */
  readonly ranges: ReadonlyMap<Tensor, Range>;
}

const PLANNERS: Readonly<Record<OperatorScheme, OperatorPlanner>> = {
  int8: planInt8,
  hybrid: planHybrid,
  float16: planFloat16,
  float: (operator) => keepFloat(operator),
};

/** Decides, without touching the model, what each operator becomes and in which parameters it reads and writes. */
export function planModel(model: Model, options: PlanOptions): Plan {
  const context = { parameters: new ActivationParameters(options.ranges), runtime: options.runtime };
  const operators = new Map<Operator, OperatorPlan>();
  for (const operator of model.subgraphs.flatMap((subgraph) => subgraph.operators)) {
    const decision = decide(options.recipe, operator);
    const outcome = PLANNERS[decision.scheme](operator, decision, context);
    operators.set(operator, isObstacle(outcome) ? keepFloat(operator, outcome) : outcome);
  }
  return { operators };
}
