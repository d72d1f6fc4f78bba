import { useSubscription } from 'urql';
import {
  VariantChangedDocument,
  type VariantChangedSubscription,
} from '../../api/generated/operations';
import { type Problem, problemOf } from '../../api/problem';
import { merged, sorted } from './merge-variants';

export type LiveVariant = VariantChangedSubscription['variantChanged'];

export interface LiveVariants {
  /** Newest first. */
  readonly variants: readonly LiveVariant[];
  readonly problem: Problem | null;
}

/** The variants of a model version, kept up to date by subscription. */
export function useVariants(modelVersionId: string): LiveVariants {
  const [{ data, error }] = useSubscription<
    VariantChangedSubscription,
    ReadonlyMap<string, LiveVariant>,
    { modelVersionId: string }
  >(
    { query: VariantChangedDocument, variables: { modelVersionId } },
    (known = new Map(), { variantChanged }) => merged(known, variantChanged),
  );
  return {
    variants: data === undefined ? [] : sorted(data),
    problem: error ? problemOf(error) : null,
  };
}
