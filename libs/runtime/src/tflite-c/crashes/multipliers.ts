import type { BuiltinOperator, Operator, Tensor, TensorType } from '@flotilla/tflite';
import type { CrashCheck } from './crash-check';

/**
 * Multipliers of quantized sums, differences and comparisons lie between 0 and 1, or the process ends (`TFLITE_CHECK_LT` and
 * `TFLITE_CHECK_GT` in `QuantizeMultiplierSmallerThanOneExp`).
 */
export const crashByMultiplier: CrashCheck = (operator) => {
  const coarse = COMPARISONS.has(operator.code) && operator.inputs.find(isOutsideUnit);
  if (coarse) return `of an input in steps of ${scaleOf(coarse)}; they have to lie between 0 and 1`;
  return hasMultipliers(operator)
    ? undefined
    : 'whose output is so much finer or coarser than its inputs';
};

const COMPARISONS: ReadonlySet<BuiltinOperator> = new Set([
  'EQUAL',
  'NOT_EQUAL',
  'GREATER',
  'GREATER_EQUAL',
  'LESS',
  'LESS_EQUAL',
]);

/** By how many bits the kernels shift inputs before they add them, or products of them. */
const SHIFTS: Readonly<
  Partial<Record<BuiltinOperator, Readonly<Partial<Record<TensorType, number>>>>>
> = {
  ADD: { INT8: 20, UINT8: 20, INT16: 15 },
  SUB: { INT8: 20, UINT8: 20, INT16: 15 },
  SQUARED_DIFFERENCE: { INT8: 14 },
};

/** What no scale is given for has 0. */
function scaleOf(tensor: Tensor | null | undefined): number {
  return tensor?.quantization?.scale[0] ?? 0;
}

/** Scales of 8-bit inputs of a comparison are its multipliers. */
function isOutsideUnit(input: Tensor | null): boolean {
  if (input?.type !== 'INT8' && input?.type !== 'UINT8') return false;
  return !(scaleOf(input) > 0 && scaleOf(input) < 1);
}

function hasMultipliers({ code, inputs, outputs: [output] }: Operator): boolean {
  const shift = output && SHIFTS[code]?.[output.type];
  if (shift === undefined) return true;
  const scales = inputs.map(scaleOf);
  const twice = 2 * Math.max(...scales);
  const multipliers = [
    ...scales.map((scale) => scale / Math.fround(twice)),
    (code === 'SQUARED_DIFFERENCE' ? twice ** 2 : twice) /
      Math.fround(2 ** shift * scaleOf(output)),
  ];
  return multipliers.every((multiplier) => multiplier > 0 && multiplier < 1);
}
