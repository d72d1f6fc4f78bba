import type { Model, Operator, Tensor } from '@flotilla/tflite';
import type { Range } from '../numerics/range';
import type { TargetRuntime } from '../operator-rules/operator-rule';
import { decide, type Recipe, type RecipeRule } from '../recipe/recipe';
import { isIntegerScheme, type OperatorScheme } from '../recipe/scheme';
import { nearest } from '../weights/nearest';
import type { WeightMethod } from '../weights/weight-method';
import { ActivationPlan } from './activation-plan';
import {
  isObstacle,
  keepFloat,
  type OperatorPlanner,
  type PlanningContext,
} from './operator-planner';
import type { Obstacle, OperatorPlan, Plan } from './plan';
import { planDynamic } from './plan-dynamic';
import { planFloat16 } from './plan-float16';
import { planInteger } from './plan-integer';
import { planWeightOnly } from './plan-weight-only';
import { entryGraphs } from '../signatures/signature-graph';
import { chooseInteger, type IntegerChoice } from './scheme-choice';
import { withStateRanges } from './state-ranges';

export interface PlanOptions {
  readonly recipe: Recipe;
  readonly runtime: TargetRuntime;
  /** What each activation is to hold; empty when no operator is to have integer activations. */
  readonly ranges: ReadonlyMap<Tensor, Range>;
  /** Default: each weight to the nearest step. */
  readonly weights?: WeightMethod;
}

const PLANNERS: Readonly<Record<OperatorScheme, OperatorPlanner>> = {
  int8: planInteger,
  '16x8': planInteger,
  dynamic: planDynamic,
  'weight-only': planWeightOnly,
  float16: planFloat16,
  float: (operator) => keepFloat(operator),
};

/** Decides, without touching the model, what each operator becomes and with which parameters it reads and writes. */
export function planModel(model: Model, options: PlanOptions): Plan {
  const { recipe, runtime, weights = nearest } = options;
  const ranges = withStateRanges(model, options.ranges);
  const decisions = new Map<Operator, RecipeRule>();
  const choices = new Map<Operator, IntegerChoice>();
  const obstacles = new Map<Operator, Obstacle>();
  const entries = entryGraphs(model);
  const called = new Set(
    model.subgraphs.flatMap((graph) => (entries.has(graph) ? [] : graph.operators)),
  );
  for (const operator of model.subgraphs.flatMap((subgraph) => subgraph.operators)) {
    const decision = decide(recipe, operator);
    decisions.set(operator, decision);
    if (!isIntegerScheme(decision.scheme)) continue;
    const choice = chooseInteger(operator, decision.scheme, runtime, ranges);
    if (isObstacle(choice))
      obstacles.set(operator, called.has(operator) ? calledObstacle(choice) : choice);
    else choices.set(operator, choice);
  }
  const context = { runtime, weights, activations: new ActivationPlan(model, choices, ranges) };
  return {
    operators: new Map(
      [...decisions].map(([operator, decision]) => [
        operator,
        planOperator(operator, decision, obstacles.get(operator), context),
      ]),
    ),
  };
}

function calledObstacle(obstacle: Obstacle): Obstacle {
  if (obstacle.code !== 'NO_RANGE') return obstacle;
  const message = 'it is inside a called subgraph whose values calibration cannot see';
  return { code: 'NO_RANGE', message };
}

function planOperator(
  operator: Operator,
  decision: RecipeRule,
  obstacle: Obstacle | undefined,
  context: PlanningContext,
): OperatorPlan {
  if (obstacle !== undefined) return keepFloat(operator, obstacle);
  const outcome = PLANNERS[decision.scheme](operator, decision, context);
  return isObstacle(outcome) ? keepFloat(operator, outcome) : outcome;
}
