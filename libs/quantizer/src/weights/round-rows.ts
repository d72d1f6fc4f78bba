import { roundHalfEven } from '../numerics/round-half-even';

/** A row of weights within the tensor: where it starts and how far its values lie apart. */
export interface Row {
  readonly start: number;
  readonly stride: number;
}

export interface Rounding {
  readonly values: Float32Array;
  /** What the values are rounded to. */
  readonly rounded: Int8Array;
  /** Weights in a row. */
  readonly length: number;
  /** Lower triangular M: errors e of a row cost ‖M·e‖². */
  readonly factor: Float64Array;
  /** Of the value at an index of the tensor. */
  readonly scaleAt: (index: number) => number;
  /** The largest magnitude of an integer. */
  readonly highest: number;
}

/** Rows that are rounded at a time, each value of the factor read once for all of them. */
export const LANES = 8;

/**
 * Rounds the weights of up to 8 rows, one after another: row i of M·e holds the errors up to i, and each weight is moved
 * to make its row zero before it is rounded.
 */
export function roundRows(rows: readonly Row[], rounding: Rounding): void {
  const { values, rounded, length, factor, scaleAt, highest } = rounding;
  const errors = new Float64Array(length * LANES);
  const owed = new Float64Array(LANES);
  for (let position = 0; position < length; position += 1) {
    const line = position * length;
    weighErrors(factor, line, errors, position, owed);
    const pivot = factor[line + position] ?? NaN;
    for (const [lane, { start, stride }] of rows.entries()) {
      const at = start + position * stride;
      const scale = scaleAt(at);
      const value = values[at] ?? 0;
      const wanted = value + (owed[lane] ?? NaN) / pivot;
      const integer = Math.min(highest, Math.max(-highest, roundHalfEven(wanted / scale)));
      rounded[at] = integer;
      errors[position * LANES + lane] = value - integer * scale;
    }
  }
}

/** A line of the factor times the errors of each lane up to `count`. In locals, so that no sum waits for memory. */
function weighErrors(
  factor: Float64Array,
  line: number,
  errors: Float64Array,
  count: number,
  owed: Float64Array,
): void {
  let [first, second, third, fourth, fifth, sixth, seventh, eighth] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let index = 0; index < count; index += 1) {
    const weight = factor[line + index] ?? NaN;
    const at = index * LANES;
    first += weight * (errors[at] ?? NaN);
    second += weight * (errors[at + 1] ?? NaN);
    third += weight * (errors[at + 2] ?? NaN);
    fourth += weight * (errors[at + 3] ?? NaN);
    fifth += weight * (errors[at + 4] ?? NaN);
    sixth += weight * (errors[at + 5] ?? NaN);
    seventh += weight * (errors[at + 6] ?? NaN);
    eighth += weight * (errors[at + 7] ?? NaN);
  }
  owed.set([first, second, third, fourth, fifth, sixth, seventh, eighth]);
}
