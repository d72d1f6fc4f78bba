import type { OperatorRule } from '../operator-rule';
import { highest, rule } from '../rule-builders';

const opaque = { data: [], outputs: [] } as const;

/** Operators that run graphs, keep state, or pick boxes: float (or whole) at their borders, whatever stands around them. */
export const CONTROL_RULES: readonly OperatorRule[] = [
  rule('IF', highest(1, 1), opaque),
  rule('WHILE', highest(1, 1), opaque),
  rule('CALL_ONCE', highest(1, 1), opaque),
  rule('VAR_HANDLE', highest(1, 1), opaque),
  rule('READ_VARIABLE', highest(1, 1), opaque),
  rule('ASSIGN_VARIABLE', highest(1, 1), opaque),
  rule('STABLEHLO_COMPOSITE', highest(0, 1), opaque),
  rule('NON_MAX_SUPPRESSION_V4', highest(1, 1), opaque),
  rule('NON_MAX_SUPPRESSION_V5', highest(1, 1), opaque),
  rule('FAKE_QUANT', highest(2, 2), { data: [0] }),
];
