import type { Operator, Quantization, Tensor } from '@flotilla/tflite';
import { BIAS_TYPES } from '../numerics/bias-parameters';
import type { ActivationType } from '../numerics/quantization-parameters';
import { quantizesInputsAsymmetrically } from '../operator-rules/condition';
import { kernelVersion } from '../operator-rules/kernel-version';
import type { KernelFamily, OperatorRule, TargetRuntime } from '../operator-rules/operator-rule';
import { constraintOf, dataInputs, dataOutputs, hybridWeights } from '../operator-rules/operands';
import { ruleFor } from '../operator-rules/operator-rules';

/** What one operator's kernel, or a delegate that reads its version, would not take. */
export function checkOperator(operator: Operator, runtime: TargetRuntime): string[] {
  const rule = ruleFor(operator.code);
  if (rule === undefined) return [];
  const form = formOf(rule, operator);
  if (form === undefined) return [`${nameOf(operator)} mixes types that no kernel takes together`];
  const faults = form === 'int8' || form === 'int16' ? checkInteger(rule, form, operator) : [];
  return [...faults, ...checkVersion(rule, operator, form, runtime)];
}

type Form = 'float' | KernelFamily;

const FORMS = { INT8: 'int8', INT16: 'int16' } as const;
const WEIGHT_TYPES: ReadonlySet<string> = new Set(['INT8', 'INT4']);

function formOf(rule: OperatorRule, operator: Operator): Form | undefined {
  const tensors = [...dataInputs(rule, operator), ...dataOutputs(rule, operator)];
  const weight = rule.weight && operator.inputs[rule.weight.input];
  const hasIntegerWeight = weight && WEIGHT_TYPES.has(weight.type);
  if (isHybrid(rule, operator)) return 'hybrid';
  const integer = tensors.find(({ type }) => type in FORMS);
  if (integer !== undefined) {
    const isWhole = tensors.every(({ type }) => type === integer.type);
    return isWhole && (!weight || hasIntegerWeight)
      ? FORMS[integer.type as ActivationType]
      : undefined;
  }
  return hasIntegerWeight ? undefined : 'float';
}

/** Float activations on integer weights, all of them. */
function isHybrid(rule: OperatorRule, operator: Operator): boolean {
  const weights = hybridWeights(rule, operator).map(({ input }) => operator.inputs[input]);
  const activations = [...dataInputs(rule, operator), ...dataOutputs(rule, operator)].filter(
    (tensor) => !weights.includes(tensor),
  );
  return (
    weights.length > 0 &&
    weights.every((weight) => weight && WEIGHT_TYPES.has(weight.type)) &&
    activations.every(({ type }) => type === 'FLOAT32')
  );
}

function checkInteger(rule: OperatorRule, form: 'int8' | 'int16', operator: Operator): string[] {
  const faults: string[] = [];
  const constraint = constraintOf(rule, form);
  const inputs = dataInputs(rule, operator);
  const outputs = dataOutputs(rule, operator);
  const [output] = outputs;
  if (constraint.kind === 'fixed') {
    const isExact =
      output?.quantization?.scale[0] === constraint.scale &&
      output.quantization.zeroPoint[0] === BigInt(constraint.zeroPoint);
    if (!isExact) faults.push('does not have its fixed output scale');
  }
  if (constraint.kind === 'same-as-input' || constraint.kind === 'same-as-output') {
    const isShared = [...inputs, ...outputs].every((tensor) =>
      sameParameters(tensor.quantization, (output ?? inputs[0])?.quantization),
    );
    if (!isShared) faults.push('does not share one scale between inputs and outputs');
  }
  if (form === 'int16' && [...inputs, ...outputs].some(hasZeroPoint))
    faults.push('has int16 activations with a zero point');
  if (!biasFollows(rule, operator, inputs[0]))
    faults.push('has a bias whose type or scale is not that of its accumulator');
  return faults.map((fault) => `${nameOf(operator)} ${fault}`);
}

function biasFollows(rule: OperatorRule, operator: Operator, input: Tensor | undefined): boolean {
  const bias = rule.bias === undefined ? undefined : operator.inputs[rule.bias];
  const weight = rule.weight && operator.inputs[rule.weight.input];
  if (!bias || !weight || input === undefined) return true;
  const inputScale = input.quantization?.scale[0] ?? NaN;
  const scales = weight.quantization?.scale ?? [];
  return (
    bias.type === BIAS_TYPES[input.type as ActivationType] &&
    bias.quantization?.scale.length === scales.length &&
    scales.every((scale, channel) => {
      return bias.quantization?.scale[channel] === Math.fround(inputScale * scale);
    })
  );
}

function checkVersion(
  rule: OperatorRule,
  operator: Operator,
  form: Form,
  runtime: TargetRuntime,
): string[] {
  const faults: string[] = [];
  const kernel = form === 'float' ? undefined : rule.kernels[form];
  const [first] = form === 'hybrid' ? hybridWeights(rule, operator) : [];
  const { input } = first ?? rule.weight ?? {};
  const weight = input === undefined ? undefined : operator.inputs[input];
  const perChannel = (weight?.quantization?.scale.length ?? 0) > 1;
  if (perChannel && !kernel?.perChannel?.includes(runtime)) {
    faults.push(`has per-channel weights, which ${runtime} does not read`);
  }
  if (kernel?.runtimes !== undefined && !kernel.runtimes.includes(runtime)) {
    faults.push(`has no ${form} kernel in ${runtime}`);
  }
  const facts = {
    operator,
    perChannel,
    weightBits: weight?.type === 'INT4' ? (4 as const) : (8 as const),
    asymmetricInputs: form === 'hybrid' && quantizesInputsAsymmetrically(operator),
    inputScales: dataInputs(rule, operator).map(scaleOf),
    outputScale: scaleOf(dataOutputs(rule, operator)[0]),
  };
  if (kernel !== undefined && operator.version < kernelVersion(kernel, facts)) {
    faults.push(`is version ${operator.version}, too low for its ${form} form`);
  }
  if (operator.version > rule.highest[runtime]) {
    faults.push(`is version ${operator.version}, above what ${runtime} takes`);
  }
  return faults.map((fault) => `${nameOf(operator)} ${fault}`);
}

function scaleOf(tensor: Tensor | undefined): number {
  return tensor?.quantization?.scale[0] ?? NaN;
}

function hasZeroPoint({ quantization }: Tensor): boolean {
  return quantization?.zeroPoint.some((value) => value !== 0n) ?? false;
}

function sameParameters(left: Quantization | undefined, right: Quantization | undefined): boolean {
  return left?.scale[0] === right?.scale[0] && left?.zeroPoint[0] === right?.zeroPoint[0];
}

function nameOf(operator: Operator): string {
  return `${operator.code} (${operator.outputs[0]?.name ?? 'no output'})`;
}
