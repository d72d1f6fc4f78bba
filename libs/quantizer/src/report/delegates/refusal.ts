import { constantData, isConstant, type Operator, type Tensor } from '@flotilla/tflite';
import type { DelegateRule } from './delegate-table';

/** Why a delegate leaves an operator to the runtime's own kernels; `undefined` where it is expected to take it. */
export function refusal(
  rule: DelegateRule,
  operator: Operator,
  foldable: ReadonlySet<Tensor>,
): string | undefined {
  return kindRefusal(rule, operator) ?? formRefusal(rule, operator, foldable);
}

function kindRefusal(rule: DelegateRule, operator: Operator): string | undefined {
  const { code, inputs, outputs } = operator;
  const activations = [...inputs, ...outputs].filter((tensor) => tensor && !isConstant(tensor));
  const types = new Set(activations.map((tensor) => tensor?.type));
  if (types.has('INT16')) return 'it takes no int16 activations';
  if (types.has('INT8')) {
    if (rule.int8.size === 0) return 'it takes no int8 activations unless it is told to';
    return rule.int8.has(code) ? undefined : `it has no int8 ${code}`;
  }
  if (code === 'DEQUANTIZE') return dequantizeRefusal(operator);
  const other = [...types].find((type) => type !== 'FLOAT32');
  if (other !== undefined) return `it takes no ${other} activations`;
  if (!inputs.some(isInteger)) return rule.float.has(code) ? undefined : `it has no ${code}`;
  return rule.hybrid.has(code) ? undefined : 'it takes no integer weights beside float activations';
}

/** Halves are expanded while the graph is prepared, integers only as activations. */
function dequantizeRefusal({ inputs: [input] }: Operator): string | undefined {
  return input?.type === 'FLOAT16' ? undefined : 'it expands no integer weights';
}

function isInteger(tensor: Tensor | null): boolean {
  return isConstant(tensor) && (tensor.type === 'INT8' || tensor.type === 'INT4');
}

/** Where each kind holds its weights. */
const WEIGHT_INPUTS: Readonly<Partial<Record<Operator['code'], number>>> = {
  CONV_2D: 1,
  DEPTHWISE_CONV_2D: 1,
  FULLY_CONNECTED: 1,
  TRANSPOSE_CONV: 1,
  PRELU: 1,
};

function formRefusal(
  { mostParts }: DelegateRule,
  { code, inputs, outputs, options }: Operator,
  foldable: ReadonlySet<Tensor>,
): string | undefined {
  const weights = inputs[WEIGHT_INPUTS[code] ?? -1];
  if (weights && !isConstant(weights) && !foldable.has(weights)) {
    return 'its weights are no constant';
  }
  if ((code === 'CONV_2D' || code === 'DEPTHWISE_CONV_2D') && !inputs[2]) return 'it has no bias';
  if (options && 'fusedActivationFunction' in options) {
    const { fusedActivationFunction: fused } = options;
    if (fused === 'TANH' || fused === 'SIGN_BIT') return `it is fused with ${fused}`;
  }
  if (options?.type === 'SoftmaxOptions' && options.beta !== 1) return 'its beta is not 1';
  if (code === 'MEAN' && !isSpatial(inputs[0], inputs[1])) return 'it is no mean over an image';
  const parts = code === 'CONCATENATION' ? inputs.length : code === 'SPLIT' ? outputs.length : 0;
  return parts > mostParts ? `it has more than ${mostParts} parts` : undefined;
}

function isSpatial(input: Tensor | null | undefined, axes: Tensor | null | undefined): boolean {
  if (input?.shape.length !== 4 || !isConstant(axes) || axes.type !== 'INT32') return false;
  return constantData(axes, 'INT32').every((axis) => [1, 2].includes((axis + 4) % 4));
}
