import { floatData, isFloatConstant, type Operator, type Tensor } from '@flotilla/tflite';
import { indexOfNonFinite } from '../arithmetic/range';
import type { OperatorRule, TargetRuntime } from '../operator-rules/operator-rule';
import type { Obstacle } from './plan';

/** The positions of the inputs that hold activations. */
export function dataPositions(rule: OperatorRule, operator: Operator): readonly number[] {
  return rule.data === 'all' ? operator.inputs.map((_, position) => position) : rule.data;
}

/** What keeps an operator's weights from being quantized, if anything. */
export function weightObstacle(rule: OperatorRule, operator: Operator): Obstacle | undefined {
  if (rule.weight === undefined) return undefined;
  const weight = operator.inputs[rule.weight.input] ?? undefined;
  if (weight === undefined || !isFloatConstant(weight)) {
    return { code: 'NOT_CONSTANT', message: 'its weights are not a float32 constant' };
  }
  if (weight.shape.length <= rule.weight.axis) {
    return {
      code: 'NOT_CONSTANT',
      message: `its weights have shape [${weight.shape.join()}], without an axis ${rule.weight.axis}`,
    };
  }
  return finiteObstacle(weight);
}

export function biasObstacle(rule: OperatorRule, operator: Operator): Obstacle | undefined {
  const bias = rule.bias === undefined ? undefined : (operator.inputs[rule.bias] ?? undefined);
  if (bias === undefined) return undefined;
  return isFloatConstant(bias)
    ? finiteObstacle(bias)
    : { code: 'NOT_CONSTANT', message: 'its bias is not a float32 constant' };
}

/** What keeps an operator's inputs and outputs from being int8, if anything. */
export function dataObstacle(rule: OperatorRule, operator: Operator): Obstacle | undefined {
  const inputs = dataPositions(rule, operator).map((position) => operator.inputs[position] ?? null);
  const tensors = [...inputs, ...operator.outputs];
  const other = tensors.find((tensor) => tensor?.type !== 'FLOAT32');
  if (other === undefined) return undefined;
  return { code: 'NOT_FLOAT', message: `it works on ${other?.type ?? 'a missing input'}` };
}

export function versionObstacle(
  rule: OperatorRule,
  version: number,
  runtime: TargetRuntime,
): Obstacle | undefined {
  const highest = rule.highest[runtime];
  if (version <= highest) return undefined;
  return {
    code: 'VERSION_ABOVE_RUNTIME',
    message: `this form is version ${version} and TensorFlow Lite ${runtime} takes at most ${highest}`,
  };
}

export function rangeObstacle(tensor: Tensor): Obstacle {
  return { code: 'NO_RANGE', message: `calibration gave no range for ${tensor.name}` };
}

function finiteObstacle(constant: Tensor): Obstacle | undefined {
  if (indexOfNonFinite(floatData(constant)) === -1) return undefined;
  return { code: 'NON_FINITE_CONSTANT', message: `${constant.name} holds NaN or an infinity` };
}
