import type { CandidateFieldsFragment } from '../../api/generated/operations';

export interface LeftFloatGroup {
  /** `CONV_2D`, or `3 × DEPTHWISE_CONV_2D`. */
  readonly operators: string;
  /** Each reason once. */
  readonly reasons: readonly string[];
}

/** Operators that stayed in float, each kind once. */
export function groupLeftFloat(
  leftFloat: CandidateFieldsFragment['leftFloat'],
): readonly LeftFloatGroup[] {
  const kinds = new Map<string, string[]>();
  for (const { operator, reason } of leftFloat)
    kinds.set(operator, [...(kinds.get(operator) ?? []), reason]);
  return [...kinds].map(([operator, reasons]) => ({
    operators: reasons.length === 1 ? operator : `${reasons.length} × ${operator}`,
    reasons: [...new Set(reasons)],
  }));
}
