import {
  constantData,
  floatData,
  isConstant,
  isFloatConstant,
  sameShape,
  type BuiltinOperator,
  type Operator,
  type Tensor,
} from '@flotilla/tflite';

/** Whether an operator's output always equals its first input; `isOpen` says whose shape is known at run time only. */
type Identity = (operator: Operator, input: Tensor, isOpen: boolean) => boolean;

const IDENTITIES: Readonly<Partial<Record<BuiltinOperator, Identity>>> = {
  ADD: isNeutral(0),
  AVERAGE_POOL_2D: isSinglePool,
  BROADCAST_TO: isSameFixedShape,
  CAST: () => true,
  CONCATENATION: ({ inputs, options }) => inputs.length === 1 && hasNoActivation(options),
  DIV: isNeutral(1),
  MAX_POOL_2D: isSinglePool,
  MUL: isNeutral(1),
  PAD: ({ inputs }) => holdsOnly(inputs[1], 0),
  PADV2: ({ inputs }) => holdsOnly(inputs[1], 0),
  RESHAPE: isSameShape,
  SLICE: isSameFixedShape,
  SUB: isNeutral(0),
  TILE: ({ inputs }) => holdsOnly(inputs[1], 1),
  TRANSPOSE: ({ inputs }) => isInOrder(inputs[1]),
};

/** The input that an operator hands on as it is, if it does nothing else. */
export function passedThrough(operator: Operator, open: ReadonlySet<Tensor>): Tensor | undefined {
  const [first] = operator.inputs;
  const [output, ...others] = operator.outputs;
  const isIdentity = IDENTITIES[operator.code];
  if (!first || output === undefined || others.length > 0 || isIdentity === undefined)
    return undefined;
  // State changes after it was copied; casts change the type; integers with a scale may be scaled anew.
  if (first.isVariable || first.type !== output.type) return undefined;
  if (first.quantization || output.quantization) return undefined;
  return isIdentity(operator, first, open.has(first)) ? first : undefined;
}

function isSameFixedShape(
  { outputs: [output] }: Operator,
  input: Tensor,
  isOpen: boolean,
): boolean {
  if (isOpen || output === undefined || output.shapeSignature !== undefined) return false;
  return sameShape(input.shape, output.shape);
}

/**
 * An open dimension is the same before and after when it is the only one, since there are as many elements; the file
 * must mark it on both sides.
 */
function isSameShape(operator: Operator, input: Tensor, isOpen: boolean): boolean {
  if (!isOpen) return isSameFixedShape(operator, input, isOpen);
  const [before, after] = [input.shapeSignature ?? [], operator.outputs[0]?.shapeSignature ?? []];
  return before.filter((size) => size === -1).length === 1 && sameShape(before, after);
}

/** Arithmetic with a constant that changes nothing and has no more dimensions than what it is applied to. */
function isNeutral(neutral: number): Identity {
  return ({ inputs: [, constant], options }, input) =>
    hasNoActivation(options) &&
    isFloatConstant(constant) &&
    constant.shape.length <= input.shape.length &&
    constant.shape.every((size) => size === 1) &&
    floatData(constant)[0] === neutral;
}

function isSinglePool({ options }: Operator): boolean {
  if (options?.type !== 'Pool2DOptions' || !hasNoActivation(options)) return false;
  const { filterHeight, filterWidth, strideH, strideW } = options;
  return [filterHeight, filterWidth, strideH, strideW].every((size) => size === 1);
}

function hasNoActivation(options: Operator['options']): boolean {
  if (options === undefined || !('fusedActivationFunction' in options)) return false;
  return options.fusedActivationFunction === 'NONE';
}

function holdsOnly(tensor: Tensor | null | undefined, integer: number): boolean {
  return integersIn(tensor)?.every((value) => value === integer) ?? false;
}

function isInOrder(permutation: Tensor | null | undefined): boolean {
  return integersIn(permutation)?.every((axis, index) => axis === index) ?? false;
}

function integersIn(tensor: Tensor | null | undefined): Int32Array | undefined {
  return isConstant(tensor) && tensor.type === 'INT32' ? constantData(tensor, 'INT32') : undefined;
}
