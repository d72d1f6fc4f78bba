/**
 * How many standard deviations the ranks of some values lie above what chance gives them among others (Mann and Whitney's
 * test, in its normal approximation): 0 for two sets of one distribution, whatever that is.
 */
export function rankSumScore(values: readonly number[], others: readonly number[]): number {
  const all = [
    ...values.map((value) => ({ value, isOurs: true })),
    ...others.map((value) => ({ value, isOurs: false })),
  ].sort((left, right) => left.value - right.value);
  let sum = 0;
  for (let start = 0; start < all.length;) {
    let end = start;
    let ours = 0;
    while (end < all.length && all[end]?.value === all[start]?.value) {
      if (all[end]?.isOurs) ours++;
      end++;
    }
    // Equal values share the mean of their ranks.
    sum += (ours * (start + end + 1)) / 2;
    start = end;
  }
  const mean = (values.length * (all.length + 1)) / 2;
  const deviation = Math.sqrt((values.length * others.length * (all.length + 1)) / 12);
  return deviation > 0 ? (sum - mean) / deviation : 0;
}
