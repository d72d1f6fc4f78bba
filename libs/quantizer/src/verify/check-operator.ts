import type { Operator, Quantization, Tensor } from '@flotilla/tflite';
import { quantizesInputsAsymmetrically } from '../operator-rules/condition';
import { kernelVersion } from '../operator-rules/kernel-version';
import type { OperatorRule, TargetRuntime } from '../operator-rules/operator-rule';
import { ruleFor } from '../operator-rules/operator-rules';
import { dataPositions } from '../plan/obstacles';

/** What one operator's kernel, or a delegate that reads its version, would not take. */
export function checkOperator(operator: Operator, runtime: TargetRuntime): string[] {
  const rule = ruleFor(operator.code);
  if (rule === undefined) return [];
  const data = dataPositions(rule, operator).flatMap((position) => operator.inputs[position] ?? []);
  const form = formOf(rule, operator, data);
  if (form === undefined) return [`${nameOf(operator)} mixes int8 and float`];
  const faults = form === 'int8' ? checkInt8(rule, operator, data) : [];
  return [...faults, ...checkVersion(rule, operator, form, runtime)];
}

type Form = 'float' | 'hybrid' | 'int8';

function formOf(rule: OperatorRule, operator: Operator, data: readonly Tensor[]): Form | undefined {
  const tensors = [...data, ...operator.outputs];
  const weight = rule.weight && operator.inputs[rule.weight.input];
  const isInt8 = tensors.some((tensor) => tensor.type === 'INT8');
  if (isInt8) {
    const isWhole = tensors.every((tensor) => tensor.type === 'INT8');
    return isWhole && (!weight || weight.type === 'INT8') ? 'int8' : undefined;
  }
  return weight?.type === 'INT8' ? 'hybrid' : 'float';
}

function checkInt8(rule: OperatorRule, operator: Operator, data: readonly Tensor[]): string[] {
  const faults: string[] = [];
  const { constraint } = rule;
  const [output] = operator.outputs;
  const [input] = data;
  if (constraint.kind === 'fixed') {
    const isExact =
      output?.quantization?.scale[0] === constraint.scale &&
      output.quantization.zeroPoint[0] === BigInt(constraint.zeroPoint);
    if (!isExact) faults.push('does not have its fixed output scale');
  }
  if (constraint.kind === 'same-as-input' || constraint.kind === 'same-as-output') {
    const isShared = [...data, ...operator.outputs].every((tensor) =>
      sameParameters(tensor.quantization, output?.quantization),
    );
    if (!isShared) faults.push('does not share one scale between inputs and outputs');
  }
  if (!biasFollows(rule, operator, input)) faults.push('has a bias scale that is not s_in · s_w');
  return faults.map((fault) => `${nameOf(operator)} ${fault}`);
}

function biasFollows(rule: OperatorRule, operator: Operator, input: Tensor | undefined): boolean {
  const bias = rule.bias === undefined ? undefined : operator.inputs[rule.bias];
  const weight = rule.weight && operator.inputs[rule.weight.input];
  if (!bias || !weight) return true;
  const inputScale = input?.quantization?.scale[0] ?? NaN;
  const scales = weight.quantization?.scale ?? [];
  return (
    bias.type === 'INT32' &&
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
  const kernel = form === 'float' ? undefined : rule[form];
  const weight = rule.weight && operator.inputs[rule.weight.input];
  const perChannel = (weight?.quantization?.scale.length ?? 0) > 1;
  if (perChannel && !kernel?.perChannel?.includes(runtime)) {
    faults.push(`has per-channel weights, which ${runtime} does not read`);
  }
  const asymmetricInputs = form === 'hybrid' && quantizesInputsAsymmetrically(operator);
  const facts = { operator, perChannel, asymmetricInputs };
  if (kernel !== undefined && operator.version < kernelVersion(kernel, facts).version) {
    faults.push(`is version ${operator.version}, too low for its ${form} form`);
  }
  if (operator.version > rule.highest[runtime]) {
    faults.push(`is version ${operator.version}, above what ${runtime} takes`);
  }
  return faults.map((fault) => `${nameOf(operator)} ${fault}`);
}

function sameParameters(left: Quantization | undefined, right: Quantization | undefined): boolean {
  return left?.scale[0] === right?.scale[0] && left?.zeroPoint[0] === right?.zeroPoint[0];
}

function nameOf(operator: Operator): string {
  return `${operator.code} (${operator.outputs[0]?.name ?? 'no output'})`;
}
