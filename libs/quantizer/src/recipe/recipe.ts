import type { BuiltinOperator, Operator } from '@flotilla/tflite';
import { isIntegerScheme, type OperatorScheme, type Scheme } from './scheme';

/** One line of a recipe: the operators that it speaks of, and what they should become. */
export interface RecipeRule {
  /** Absent: every kind of operator. */
  readonly operators?: readonly BuiltinOperator[];
  /** A regular expression that some part of an output's name has to match. Absent: every name. */
  readonly name?: string;
  readonly scheme: OperatorScheme;
  /** Default 8. */
  readonly weightBits?: 4 | 8;
  /** One scale for so many weights of a row, instead of one for the whole row. */
  readonly blockSize?: BlockSize;
  /** Constants with fewer values stay float: they save nothing and cost a conversion. Default 0. */
  readonly minimumElements?: number;
}

export const BLOCK_SIZES = [32, 64, 128, 256] as const;
export type BlockSize = (typeof BLOCK_SIZES)[number];

/** Ordered: the last rule that matches an operator decides. An operator that no rule matches stays float. */
export type Recipe = readonly RecipeRule[];

/** A recipe of one's own, with the name that reports give it. */
export interface NamedRecipe {
  readonly name: string;
  readonly rules: Recipe;
}

/** As the TFLite converter (`kWeightsMinNumElementsDefault`): below it, hybrid kernels cost more than they save. */
const MINIMUM_WEIGHTS = 1024;

/** No XNNPACK takes depthwise convolutions of this kind: they would leave the delegate, and their weights are few. */
const DEPTHWISE_FLOAT: RecipeRule = { operators: ['DEPTHWISE_CONV_2D'], scheme: 'float' };

const RECIPES: Readonly<Record<Scheme, Recipe>> = {
  // A single value may be an epsilon, which float16 flushes to zero.
  float16: [{ scheme: 'float16', minimumElements: 2 }],
  dynamic: [{ scheme: 'dynamic', minimumElements: MINIMUM_WEIGHTS }, DEPTHWISE_FLOAT],
  'dynamic-int4': [
    { scheme: 'dynamic', minimumElements: MINIMUM_WEIGHTS, weightBits: 4 },
    DEPTHWISE_FLOAT,
  ],
  'weight-only': [{ scheme: 'weight-only', minimumElements: MINIMUM_WEIGHTS }],
  'weight-only-int4': [{ scheme: 'weight-only', minimumElements: MINIMUM_WEIGHTS, weightBits: 4 }],
  'int4-blockwise': [
    {
      operators: ['FULLY_CONNECTED'],
      scheme: 'dynamic',
      minimumElements: MINIMUM_WEIGHTS,
      weightBits: 4,
      blockSize: 32,
    },
  ],
  int8: [{ scheme: 'int8' }],
  '16x8': [{ scheme: '16x8' }],
};

export function recipeFor(scheme: Scheme): Recipe {
  return RECIPES[scheme];
}

/** Whether some operator is to have activations whose scales calibration has to find. */
export function needsCalibration(recipe: Recipe): boolean {
  return recipe.some(({ scheme }) => isIntegerScheme(scheme));
}

/** Whether some kernels round activations, by calibrated scales or on the fly. */
export function quantizesActivations(recipe: Recipe): boolean {
  return recipe.some(({ scheme }) => isIntegerScheme(scheme) || scheme === 'dynamic');
}

/** Whether some weights are to become integers, which calibration data help to round. */
export function needsRounding(recipe: Recipe): boolean {
  return recipe.some(({ scheme }) => scheme !== 'float16' && scheme !== 'float');
}

export function decide(recipe: Recipe, operator: Operator): RecipeRule {
  return recipe.findLast((rule) => matchesRule(rule, operator)) ?? { scheme: 'float' };
}

/** Whether a rule speaks of an operator; a later one may still overrule it. */
export function matchesRule({ operators, name }: RecipeRule, operator: Operator): boolean {
  if (operators !== undefined && !operators.includes(operator.code)) return false;
  if (name === undefined) return true;
  const pattern = new RegExp(name, 'u');
  return operator.outputs.some((output) => pattern.test(output.name));
}
