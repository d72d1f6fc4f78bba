import type { BuiltinOperator } from '@flotilla/tflite';
import type { OperatorRule } from './operator-rule';
import { ACTIVATION_RULES } from './rules/activation';
import { CONTROL_RULES } from './rules/control';
import { CONVOLUTION_RULES } from './rules/convolution';
import { ELEMENTWISE_RULES } from './rules/elementwise';
import { MATRIX_RULES } from './rules/matrix';
import { RECURRENT_RULES } from './rules/recurrent';
import { REDUCTION_RULES } from './rules/reduction';
import { SELECTION_RULES } from './rules/selection';
import { SHAPE_RULES } from './rules/shape';

/**
 * One row an operator kind. Sources: the kernels' `Prepare` for constraints, `op_version.cc` for versions, and the
 * highest version that each runtime loads, found by loading files of every version in it.
 */
export const OPERATOR_RULES: readonly OperatorRule[] = [
  ...CONVOLUTION_RULES,
  ...MATRIX_RULES,
  ...RECURRENT_RULES,
  ...ELEMENTWISE_RULES,
  ...ACTIVATION_RULES,
  ...REDUCTION_RULES,
  ...SHAPE_RULES,
  ...SELECTION_RULES,
  ...CONTROL_RULES,
];

const BY_CODE: ReadonlyMap<BuiltinOperator, OperatorRule> = new Map(
  OPERATOR_RULES.map((rule) => [rule.code, rule]),
);

export function ruleFor(code: BuiltinOperator): OperatorRule | undefined {
  return BY_CODE.get(code);
}
