import { floatData, type Operator } from '@flotilla/tflite';
import { biasParameters, minimumWeightScales } from '../numerics/bias-parameters';
import type { ActivationType } from '../numerics/quantization-parameters';
import { quantizeValues } from '../numerics/quantize-values';
import { kernelVersion } from '../operator-rules/kernel-version';
import { dataPositions, outputPositions } from '../operator-rules/operands';
import type { QuantizedWeights } from '../weights/weight-method';
import { scaleObstacle, versionObstacle } from './obstacles';
import type { OperatorPlanner, PlanningContext } from './operator-planner';
import { KEEP, type Operand } from './plan';
import type { QuantizedConstant } from '../numerics/quantized-constant';
import type { IntegerChoice } from './scheme-choice';
import { formObstacle } from './weight-form';
import { isPerChannel, weightRequest } from './weight-request';

/** Integer activations in and out; weights in int8 or int4 and a bias on the accumulator, where there are any. */
export const planInteger: OperatorPlanner = (operator, decision, context) => {
  const { activations, runtime } = context;
  const choice = activations.choiceOf(operator);
  if (choice === undefined)
    throw new TypeError(`${operator.code} was chosen for no integer kernel`);
  const { rule, kernel } = choice;
  const inputs: Operand[] = operator.inputs.map(() => KEEP);
  const inputScales: number[] = [];
  for (const position of dataPositions(rule, operator)) {
    const tensor = operator.inputs[position];
    if (!tensor) continue;
    const parameters = activations.read(operator, tensor);
    inputs[position] = { kind: 'activation', parameters };
    inputScales.push(parameters.scale[0] ?? NaN);
  }
  const outputs: Operand[] = operator.outputs.map(() => KEEP);
  for (const position of outputPositions(rule, operator)) {
    const tensor = operator.outputs[position];
    if (tensor === undefined) continue;
    outputs[position] = { kind: 'activation', parameters: activations.write(operator, tensor) };
  }
  const [output] = outputs;
  const outputScale = output?.kind === 'activation' ? output.parameters.scale[0] : undefined;
  const version = kernelVersion(kernel, {
    operator,
    perChannel: rule.weight !== undefined && isPerChannel(kernel, runtime),
    weightBits: decision.weightBits ?? 8,
    inputScales,
    ...(outputScale !== undefined && { outputScale }),
  });
  const obstacle =
    formObstacle(rule, kernel, decision) ??
    versionObstacle(rule, version, runtime) ??
    scaleObstacle(kernel, inputScales, outputScale);
  if (obstacle !== undefined) return obstacle;
  planConstants(operator, decision, choice, context, inputs, inputScales[0] ?? NaN);
  return { scheme: decision.scheme, version, inputs, outputs };
};

function planConstants(
  operator: Operator,
  decision: Parameters<OperatorPlanner>[1],
  { rule, kernel, type }: IntegerChoice,
  context: PlanningContext,
  operands: Operand[],
  inputScale: number,
): void {
  if (rule.weight === undefined) return;
  const perChannel = isPerChannel(kernel, context.runtime);
  const request = weightRequest(operator, rule.weight, perChannel, decision);
  const bias = rule.bias === undefined ? undefined : (operator.inputs[rule.bias] ?? undefined);
  const biasValues = bias && floatData(bias);
  const minimumScale = minimumWeightScales(inputScale, biasValues, request.channels.count);
  const weights = context.weights({ ...request, minimumScale });
  operands[rule.weight.input] = { kind: 'integers', constant: weights };
  if (rule.bias === undefined || biasValues === undefined) return;
  const constant = quantizedBias(biasValues, weights, inputScale, type);
  operands[rule.bias] = { kind: 'integers', constant };
}

function quantizedBias(
  bias: Float32Array,
  weights: QuantizedWeights,
  inputScale: number,
  type: ActivationType,
): QuantizedConstant {
  const parameters = biasParameters(inputScale, weights.parameters, type);
  const shifted = bias.map((value, channel) => value + (weights.biasShift?.[channel] ?? 0));
  const channels = { count: parameters.scale.length, inner: 1 };
  const values = quantizeValues(shifted, parameters, channels.count > 1 ? channels : undefined);
  return { parameters, values };
}
