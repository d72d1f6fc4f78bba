/**
 * Rounds to the nearest integer, ties to the even one, as the kernels' `rint` does; `Math.round` sends ties towards
 * +∞, which biases a tensor whose values sit on ties.
 */
export function roundHalfToEven(value: number): number {
  const rounded = Math.round(value);
  const isTieToOdd = rounded - value === 0.5 && rounded % 2 !== 0;
  return (isTieToOdd ? rounded - 1 : rounded) + 0;
}
