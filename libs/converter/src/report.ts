import type { AppliedRewrite } from '@flotilla/rewrites';

/** What became of a model on its way; all counts are of the whole model. */
export interface ConversionReport {
  /** The layers of the source, in order of computation. */
  readonly layers: readonly { readonly name: string; readonly className: string }[];
  /** How many operators of each code the result has. */
  readonly operators: Readonly<Record<string, number>>;
  /** Every rewrite that was applied, with the tensor that holds its result. */
  readonly rewrites: readonly AppliedRewrite[];
  /** Trained values of the source, those of normalizations included. */
  readonly parameterCount: number;
}
