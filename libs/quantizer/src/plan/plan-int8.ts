import { floatData, type Operator } from '@flotilla/tflite';
import { biasParameters, raisedForBias } from '../numerics/bias-parameters';
import { perTensor, type QuantizationParameters } from '../numerics/quantization-parameters';

import { kernelVersion } from '../operator-rules/kernel-version';
import type { KernelRule, OperatorRule } from '../operator-rules/operator-rule';
import { ruleFor } from '../operator-rules/operator-rules';
import {
  biasObstacle,
  dataObstacle,
  dataPositions,
  rangeObstacle,
  versionObstacle,
  weightObstacle,
} from './obstacles';
import type { OperatorPlanner, PlanningContext } from './operator-planner';
import { KEEP, type Obstacle, type Operand } from './plan';
import { isPerChannel, planWeights } from './plan-weights';

/** int8 in and out, int8 weights, int32 bias. */
export const planInt8: OperatorPlanner = (operator, _decision, context) => {
  const rule = ruleFor(operator.code);
  const kernel = rule?.int8;
  if (rule === undefined || kernel === undefined) {
    return touchesFloat(operator)
      ? { code: 'NO_KERNEL', message: 'no rule lists an int8 kernel for it' }
      : { code: 'NOT_FLOAT', message: 'it reads and writes no float tensor' };
  }
  const { version } = kernelVersion(kernel, {
    operator,
    perChannel: isPerChannel(kernel, context.runtime),
    asymmetricInputs: false,
  });
  const obstacle =
    dataObstacle(rule, operator) ??
    weightObstacle(rule, operator) ??
    biasObstacle(rule, operator) ??
    versionObstacle(rule, version, context.runtime);
  if (obstacle !== undefined) return obstacle;

  const activations = planActivations(rule, operator, context);
  if ('code' in activations) return activations;
  const inputs: Operand[] = operator.inputs.map(() => KEEP);
  activations.inputs.forEach((parameters, position) => {
    inputs[position] = { kind: 'quantized', role: 'data', parameters };
  });
  planConstants(rule, kernel, operator, context, inputs);
  operator.outputs.forEach((output) => {
    context.parameters.produce(output, activations.output);
  });
  const outputs = operator.outputs.map((): Operand => ({
    kind: 'quantized',
    role: 'data',
    parameters: activations.output,
  }));
  return { scheme: 'int8', version, inputs, outputs };
};

function touchesFloat(operator: Operator): boolean {
  return [...operator.inputs, ...operator.outputs].some((tensor) => tensor?.type === 'FLOAT32');
}

interface PlannedActivations {
  /** By input position. */
  readonly inputs: ReadonlyMap<number, QuantizationParameters>;
  readonly output: QuantizationParameters;
}

function planActivations(
  rule: OperatorRule,
  operator: Operator,
  context: PlanningContext,
): PlannedActivations | Obstacle {
  const inputs = new Map<number, QuantizationParameters>();
  for (const position of dataPositions(rule, operator)) {
    const tensor = operator.inputs[position];
    if (!tensor) throw new TypeError(`${operator.code} has no input ${position}`);
    const parameters = context.parameters.of(tensor);
    if (parameters === undefined) return rangeObstacle(tensor);
    inputs.set(position, parameters);
  }
  const [first] = inputs.values();
  const output = outputParameters(rule, operator, first, context);
  if (output === undefined) {
    const [tensor] = operator.outputs;
    if (tensor !== undefined) return rangeObstacle(tensor);
    return { code: 'NO_KERNEL', message: 'it has no inputs or no outputs' };
  }
  if (rule.constraint.kind === 'same-as-output') {
    for (const position of inputs.keys()) inputs.set(position, output);
  }
  return { inputs, output };
}

function outputParameters(
  rule: OperatorRule,
  operator: Operator,
  firstInput: QuantizationParameters | undefined,
  context: PlanningContext,
): QuantizationParameters | undefined {
  const [output] = operator.outputs;
  switch (rule.constraint.kind) {
    case 'fixed':
      return perTensor('INT8', rule.constraint.scale, rule.constraint.zeroPoint);
    case 'same-as-input':
      return firstInput;
    case 'free':
    case 'same-as-output':
      return output && context.parameters.of(output);
  }
}

function planConstants(
  rule: OperatorRule,
  kernel: KernelRule,
  operator: Operator,
  context: PlanningContext,
  operands: Operand[],
): void {
  const [data] = operands;
  if (rule.weight === undefined || data?.kind !== 'quantized') return;
  const inputScale = data.parameters.scale[0] ?? NaN;
  const bias = rule.bias === undefined ? undefined : (operator.inputs[rule.bias] ?? undefined);
  const weight = raisedForBias(
    planWeights(operator, rule.weight, kernel, context.runtime),
    inputScale,
    bias && floatData(bias),
  );
  operands[rule.weight.input] = { kind: 'quantized', role: 'weight', parameters: weight };
  if (rule.bias === undefined || bias === undefined) return;
  const parameters = biasParameters(inputScale, weight);
  operands[rule.bias] = { kind: 'quantized', role: 'bias', parameters };
}
