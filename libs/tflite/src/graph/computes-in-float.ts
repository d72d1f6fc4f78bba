import type { Operator, Tensor } from '../model';

const FLOATS: ReadonlySet<string> = new Set(['FLOAT32', 'FLOAT16', 'BFLOAT16', 'FLOAT64']);

/** QUANTIZE or DEQUANTIZE: it only changes how reals are written. */
export function isConversion({ code }: Operator): boolean {
  return code === 'QUANTIZE' || code === 'DEQUANTIZE';
}

/** Whether an operator reads or writes float activations, hybrid ones included, and does more than convert them. */
export function computesInFloat(operator: Operator): boolean {
  if (isConversion(operator)) return false;
  return [...operator.inputs, ...operator.outputs].some(
    (tensor) => tensor !== null && isFloatActivation(tensor),
  );
}

export function isFloatActivation({ type, buffer, isVariable }: Tensor): boolean {
  return FLOATS.has(type) && (buffer === undefined || isVariable);
}
