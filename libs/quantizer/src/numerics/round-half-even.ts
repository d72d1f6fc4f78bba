/** The nearest integer; of two equally near ones the even one (IEEE 754's default, numpy's `rint`). */
export function roundHalfEven(value: number): number {
  const rounded = Math.round(value);
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
