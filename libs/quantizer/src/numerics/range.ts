/** The smallest and largest value that a tensor took, both finite. */
export interface Range {
  readonly min: number;
  readonly max: number;
  /** By training, or for a state that graphs hand on: wins over what was seen of tensors that share the scale. */
  readonly isSettled?: boolean;
}

/** Narrower ranges make scales that underflow when multiplied; AI Edge Quantizer uses the same floor. */
const NARROWEST_RANGE = 1e-9;

export function unionOf(left: Range, right: Range): Range {
  return { min: Math.min(left.min, right.min), max: Math.max(left.max, right.max) };
}

/** Widened to hold zero, which padding and ReLU need to be exact. */
export function includingZero(range: Range): Range {
  const min = Math.min(range.min, 0);
  const max = Math.max(range.max, 0);
  return { min, max: Math.max(max, min + NARROWEST_RANGE) };
}

export function rangeOf(values: Float32Array): Range {
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}

/** The flat index of the first NaN or infinity, or −1. */
export function indexOfNonFinite(values: Float32Array): number {
  // x − x is NaN exactly for the values looked for. Without a branch per value, and in four sums, so that none of them
  // waits for the one before.
  const { length } = values;
  let [first, second, third, fourth] = [0, 0, 0, 0];
  let index = 0;
  for (; index + 3 < length; index += 4) {
    first += (values[index] ?? 0) - (values[index] ?? 0);
    second += (values[index + 1] ?? 0) - (values[index + 1] ?? 0);
    third += (values[index + 2] ?? 0) - (values[index + 2] ?? 0);
    fourth += (values[index + 3] ?? 0) - (values[index + 3] ?? 0);
  }
  for (; index < length; index += 1) first += (values[index] ?? 0) - (values[index] ?? 0);
  if (first + second + third + fourth === 0) return -1;
  return values.findIndex((value) => !Number.isFinite(value));
}
