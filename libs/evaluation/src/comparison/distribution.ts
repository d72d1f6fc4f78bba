/** Below this a probability counts as this: int8 rounds many to 0, and no finite number says how wrong that is. */
const LEAST_PROBABILITY = 1e-6;

/** What float32 leaves of a sum of 1 over a thousand classes, with room. */
const SUM_TOLERANCE = 1e-3;

/** Whether a row can be the probabilities of classes that exclude each other: none below 0, in sum 1. */
export function isDistribution(row: readonly number[] | Float64Array): boolean {
  let sum = 0;
  for (const value of row) {
    if (!(value >= 0)) return false;
    sum += value;
  }
  return row.length > 1 && Math.abs(sum - 1) <= SUM_TOLERANCE;
}

/**
 * Kullback–Leibler divergence D(reference ‖ actual) = Σ p · ln(p / q) in nats, both rows raised to 1e-6 where they are
 * below and then scaled to a sum of 1. At least 0, and 0 for equal rows.
 */
export function klDivergence(reference: ArrayLike<number>, actual: ArrayLike<number>): number {
  const [p, q] = [normalized(reference), normalized(actual)];
  const sum = p.reduce((total, value, at) => total + value * Math.log(value / (q[at] ?? NaN)), 0);
  return Math.max(0, sum);
}

function normalized(row: ArrayLike<number>): Float64Array {
  const raised = Float64Array.from(row, (value) => Math.max(LEAST_PROBABILITY, value));
  const sum = raised.reduce((total, value) => total + value, 0);
  return raised.map((value) => value / sum);
}
