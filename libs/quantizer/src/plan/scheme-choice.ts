import { floatData, isConstant, type Operator, type Tensor } from '@flotilla/tflite';
import type { ActivationType } from '../numerics/quantization-parameters';
import { indexOfNonFinite, type Range } from '../numerics/range';
import type { KernelRule, OperatorRule, TargetRuntime } from '../operator-rules/operator-rule';
import { constraintOf, dataInputs, dataOutputs } from '../operator-rules/operands';
import { ruleFor } from '../operator-rules/operator-rules';
import type { IntegerScheme } from '../recipe/scheme';
import {
  biasObstacle,
  dataObstacle,
  limitObstacle,
  rangeObstacle,
  refusalObstacle,
  runtimeObstacle,
  weightObstacle,
} from './obstacles';
import type { Obstacle } from './plan';

/** An operator that will run in an integer kernel. */
export interface IntegerChoice {
  readonly rule: OperatorRule;
  readonly family: 'int8' | 'int16';
  readonly kernel: KernelRule;
  readonly type: ActivationType;
}

const FAMILIES = { int8: 'int8', '16x8': 'int16' } as const;
const TYPES = { int8: 'INT8', '16x8': 'INT16' } as const;

/** Whether an operator can run in the scheme's integer kernel, by all that does not depend on scales. */
export function chooseInteger(
  operator: Operator,
  scheme: IntegerScheme,
  runtime: TargetRuntime,
  ranges: ReadonlyMap<Tensor, Range>,
): IntegerChoice | Obstacle {
  const family = FAMILIES[scheme];
  const rule = ruleFor(operator.code);
  if (!touchesFloat(operator)) {
    return { code: 'NOT_FLOAT', message: 'it reads and writes no float tensor' };
  }
  const kernel = rule?.kernels[family];
  if (rule === undefined || kernel === undefined) {
    const who = rule === undefined ? 'no rule lists' : 'no runtime has';
    return { code: 'NO_KERNEL', message: `${who} an ${family} kernel for it` };
  }
  return (
    limitObstacle(rule, family) ??
    runtimeObstacle(kernel, family, runtime) ??
    dataObstacle(rule, operator) ??
    (rule.weight && weightObstacle(rule.weight, operator)) ??
    refusalObstacle(kernel, { operator }) ??
    biasObstacle(rule, operator) ??
    missingRange(rule, family, operator, ranges) ?? { rule, family, kernel, type: TYPES[scheme] }
  );
}

function touchesFloat(operator: Operator): boolean {
  return [...operator.inputs, ...operator.outputs].some((tensor) => tensor?.type === 'FLOAT32');
}

function missingRange(
  rule: OperatorRule,
  family: IntegerChoice['family'],
  operator: Operator,
  ranges: ReadonlyMap<Tensor, Range>,
): Obstacle | undefined {
  const { kind } = constraintOf(rule, family);
  const hasOwnRange = kind === 'free' || kind === 'same-as-output';
  const outputs = hasOwnRange ? dataOutputs(rule, operator) : [];
  const unknown = [...dataInputs(rule, operator), ...outputs].find((tensor) =>
    isConstant(tensor) ? !isFinite(tensor) : !ranges.has(tensor),
  );
  return unknown && rangeObstacle(unknown);
}

function isFinite(constant: Tensor): boolean {
  const values = floatData(constant);
  return values.length > 0 && indexOfNonFinite(values) === -1;
}
