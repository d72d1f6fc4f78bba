import { quantizerError } from '../errors';
import { type NamedRecipe, recipeFor } from '../recipe/recipe';
import type { Scheme } from '../recipe/scheme';

/** How near the result has to lie to the float model; the smallest mix of schemes that does is looked for. */
export interface AccuracyTarget {
  /** The least signal-to-noise ratio of any output, in dB. */
  readonly minSnrDb?: number;
  /** The least share of samples, 0 to 1, for which both models name the same class; of outputs that hold classes. */
  readonly minAgreement?: number;
  /** The least share of multiply-adds, 0 to 1, in integer kernels. Default 0: size alone decides. */
  readonly minIntegerShare?: number;
}

export function isAccuracyTarget(
  asked: Scheme | NamedRecipe | AccuracyTarget,
): asked is AccuracyTarget {
  return typeof asked === 'object' && !('rules' in asked);
}

/** What recipes and reports call a target. */
export function targetName({ minSnrDb, minAgreement, minIntegerShare }: AccuracyTarget): string {
  return [
    ...(minSnrDb === undefined ? [] : [`${minSnrDb} dB`]),
    ...(minAgreement === undefined ? [] : [`${percent(minAgreement)} agreement`]),
    ...(minIntegerShare === undefined ? [] : [`${percent(minIntegerShare)} in integers`]),
  ].join(', ');
}

/** What stands for the mix before it is found: weights become integers, also of a model whose constants are halves. */
export function targetRecipe(target: AccuracyTarget): NamedRecipe {
  return { name: targetName(target), rules: recipeFor('weight-only') };
}

/** @throws CodedError `TARGET_INVALID` for a figure out of range, and where no accuracy is asked for */
export function checkTarget(target: AccuracyTarget): void {
  const { minSnrDb, minAgreement, minIntegerShare } = target;
  if (minSnrDb === undefined && minAgreement === undefined)
    throw invalid('A target names no accuracy; give a least SNR or a least agreement');
  if (minSnrDb !== undefined && !Number.isFinite(minSnrDb))
    throw invalid(`A least SNR of ${minSnrDb} dB is no number; give one such as 25`);
  for (const share of [minAgreement, minIntegerShare]) {
    if (share === undefined || (share >= 0 && share <= 1)) continue;
    throw invalid(`A least share of ${share} cannot be reached; give one from 0 to 1`);
  }
}

function invalid(message: string): Error {
  return quantizerError('TARGET_INVALID', message);
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(2))} %`;
}
