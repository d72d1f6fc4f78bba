import type { Model, Subgraph, Tensor } from '@flotilla/tflite';
import type { Range } from '../src/numerics/range';
import type { TargetRuntime } from '../src/operator-rules/operator-rule';
import { planModel } from '../src/plan/plan-model';
import { recipeFor } from '../src/recipe/recipe';
import type { Scheme } from '../src/recipe/scheme';
import type { RewriteContext } from '../src/rewrite/rewrite';

export function mainOf(model: Model): Subgraph {
  const [main] = model.subgraphs;
  if (main === undefined) throw new RangeError('the model has no subgraph');
  return main;
}

/** A rewrite's context for a model planned under a scheme; activations without a range of their own get [−1, 1]. */
export function planned(
  model: Model,
  scheme: Scheme,
  ranges: ReadonlyMap<Tensor, Range> = new Map(),
  runtime: TargetRuntime = '2.9',
): RewriteContext {
  const subgraph = mainOf(model);
  const all = new Map(
    subgraph.tensors.map((tensor) => [tensor, ranges.get(tensor) ?? { min: -1, max: 1 }]),
  );
  const plan = planModel(model, { recipe: recipeFor(scheme), runtime, ranges: all });
  return { subgraph, plan, runtime, twins: new Map() };
}

/** Operator codes in execution order. */
export function codesOf({ operators }: Subgraph): string[] {
  return operators.map(({ code }) => code);
}
