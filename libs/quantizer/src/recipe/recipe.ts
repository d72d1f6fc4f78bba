import type { BuiltinOperator, Operator } from '@flotilla/tflite';
import type { OperatorScheme, Scheme } from './scheme';

/** One line of a recipe: the operators that it speaks of, and what they should become. */
export interface RecipeRule {
  /** Absent: every kind of operator. */
  readonly operators?: readonly BuiltinOperator[];
  readonly scheme: OperatorScheme;
  /** Constants with fewer values stay float: they save nothing and cost a conversion. Default 0. */
  readonly fewestWeights?: number;
}

/** Ordered: the last rule that matches an operator decides. An operator that no rule matches stays float. */
export type Recipe = readonly RecipeRule[];

/** As the TFLite converter (`kWeightsMinNumElementsDefault`): below it, hybrid kernels cost more than they save. */
const FEWEST_HYBRID_WEIGHTS = 1024;

const RECIPES: Readonly<Record<Scheme, Recipe>> = {
  // A single value may be an epsilon, which float16 flushes to zero.
  float16: [{ scheme: 'float16', fewestWeights: 2 }],
  dynamic: [{ scheme: 'hybrid', fewestWeights: FEWEST_HYBRID_WEIGHTS }],
  int8: [{ scheme: 'int8' }],
};

export function recipeFor(scheme: Scheme): Recipe {
  return RECIPES[scheme];
}

export function decide(recipe: Recipe, operator: Operator): RecipeRule {
  return recipe.findLast((rule) => matches(rule, operator)) ?? { scheme: 'float' };
}

function matches(rule: RecipeRule, operator: Operator): boolean {
  return rule.operators === undefined || rule.operators.includes(operator.code);
}
