import { floatData, isFloatConstant, type Operator, type Tensor } from '@flotilla/tflite';
import { activationParameters } from '../numerics/activation-parameters';
import { rangeOf } from '../numerics/range';
import { kernelVersion } from '../operator-rules/kernel-version';
import type { OperatorRule } from '../operator-rules/operator-rule';
import { fewWeights, finiteObstacle, runtimeObstacle, versionObstacle } from './obstacles';
import type { OperatorPlanner } from './operator-planner';
import { KEEP, type Operand } from './plan';

/** The constant that an operator takes rows from, such as an embedding. */
export function tableOf(rule: OperatorRule | undefined, operator: Operator): Tensor | undefined {
  const table = rule?.table === undefined ? undefined : operator.inputs[rule.table];
  return isFloatConstant(table) && table.shape.length > 1 ? table : undefined;
}

/**
 * Takes rows from a table in int8, and only these rows become float: a DEQUANTIZE before the operator would expand the
 * whole table.
 */
export function planTable(rule: OperatorRule, table: Tensor): OperatorPlanner {
  return (operator, decision, { runtime }) => {
    const { int8 } = rule.kernels;
    if (int8 === undefined || rule.table === undefined || (decision.weightBits ?? 8) !== 8) {
      return { code: 'NO_KERNEL', message: 'no kernel of it takes rows from a table so stored' };
    }
    const version = kernelVersion(int8, { operator });
    const obstacle =
      runtimeObstacle(int8, 'int8', runtime) ??
      fewWeights(operator, [{ input: rule.table, axis: 0 }], decision) ??
      finiteObstacle(table) ??
      versionObstacle(rule, version, runtime);
    if (obstacle !== undefined) return obstacle;
    const parameters = activationParameters(rangeOf(floatData(table)), 'INT8');
    const rows: Operand = { kind: 'activation', parameters };
    const inputs = operator.inputs.map((_, at) => (at === rule.table ? rows : KEEP));
    const outputs = operator.outputs.map((_, at) => (at === 0 ? rows : KEEP));
    return { scheme: decision.scheme, version, inputs, outputs };
  };
}
