import { bytesOf, constantData, type Tensor } from '@flotilla/tflite';
import type { Evaluator, Result } from './evaluator';

type Rounding = (value: number) => number;

export const evaluateRange: Evaluator = (_, inputs) => {
  const [start] = inputs;
  const isAlike = inputs.every(({ type, shape }) => type === start?.type && shape.length === 0);
  if (inputs.length !== 3 || !isAlike) return undefined;
  if (start?.type === 'INT32') return rangeOf(inputs, 'INT32', Math.trunc);
  if (start?.type === 'FLOAT32') return rangeOf(inputs, 'FLOAT32', Math.fround);
  return undefined;
};

/** The kernel adds the step again and again, rounding each time, and counts in the same arithmetic. */
function rangeOf(
  inputs: readonly Tensor[],
  type: 'INT32' | 'FLOAT32',
  round: Rounding,
): Result | undefined {
  const values = inputs.map((tensor) => constantData(tensor, type)[0] ?? NaN);
  const [start = NaN, limit = NaN, step = NaN] = values;
  if (!values.every(Number.isFinite) || step === 0 || (limit - start) * step < 0) return undefined;
  const difference = round(limit - start);
  const steps = type === 'INT32' ? difference / step : Math.fround(difference / step);
  const count = Math.ceil(Math.abs(steps));
  const compute = (): Uint8Array => {
    const elements = type === 'INT32' ? new Int32Array(count) : new Float32Array(count);
    let value = start;
    for (let at = 0; at < count; at += 1) {
      elements[at] = value;
      value = round(value + step);
    }
    return bytesOf(elements);
  };
  return { type, shape: [count], compute };
}
