import type { Operator, Tensor } from '@flotilla/tflite';

export interface ConditionContext {
  /** Weights that stand as halves behind a DEQUANTIZE, which delegates fold. */
  readonly foldable: ReadonlySet<Tensor>;
}

/** Why a delegate refuses an operator that it takes in other forms; `undefined` where the form is one that it takes. */
export type Condition = (operator: Operator, context: ConditionContext) => string | undefined;

/** A condition with one reason. */
export function unless(
  reason: string,
  holds: (operator: Operator, context: ConditionContext) => boolean,
): Condition {
  return (operator, context) => (holds(operator, context) ? undefined : reason);
}
