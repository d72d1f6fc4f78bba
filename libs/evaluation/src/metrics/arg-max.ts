/** Index of the greatest value, the first of equal ones; −1 when every value is NaN. */
export function argMax(values: ArrayLike<number>): number {
  let best = -1;
  let greatest = -Infinity;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? NaN;
    if (value > greatest || (best < 0 && value === -Infinity)) {
      best = at;
      greatest = value;
    }
  }
  return best;
}
