import { shareBuffers } from '@flotilla/rewrites';
import { cloneModel, writeModel, type Model, type Operator, type Tensor } from '@flotilla/tflite';
import type { Range } from './numerics/range';
import type { TargetRuntime } from './operator-rules/operator-rule';
import type { OperatorPlan, Plan } from './plan/plan';
import { planModel } from './plan/plan-model';
import type { Recipe } from './recipe/recipe';
import { rewriteModel } from './rewrite/rewrites';
import type { WeightMethod } from './weights/weight-method';

/** One way of quantizing a prepared model. */
export interface CandidateOptions {
  readonly recipe: Recipe;
  readonly targetRuntime: TargetRuntime;
  readonly ranges: ReadonlyMap<Tensor, Range>;
  readonly weights: WeightMethod;
}

export interface Candidate {
  /** Of the prepared model's operators. */
  readonly plan: Plan;
  readonly model: Model;
  readonly file: Uint8Array;
}

/** Plans and rewrites a copy; the prepared model is left as it was, for the next candidate. */
export function makeCandidate(prepared: Model, options: CandidateOptions): Candidate {
  const { recipe, targetRuntime, ranges, weights } = options;
  const plan = planModel(prepared, { recipe, runtime: targetRuntime, ranges, weights });
  const { model } = cloneModel(prepared);
  rewriteModel(model, planOfCopy(plan, prepared, model), targetRuntime);
  // Constants that graphs shared were quantized in each.
  if (model.subgraphs.length > 1) shareBuffers(model);
  return { plan, model, file: writeModel(model) };
}

function planOfCopy(plan: Plan, original: Model, copy: Model): Plan {
  const operators = new Map<Operator, OperatorPlan>();
  original.subgraphs.forEach((subgraph, index) => {
    subgraph.operators.forEach((operator, position) => {
      const twin = copy.subgraphs[index]?.operators[position];
      const planned = plan.operators.get(operator);
      if (twin !== undefined && planned !== undefined) operators.set(twin, planned);
    });
  });
  return { operators };
}
