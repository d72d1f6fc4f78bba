/** A proportion and the bounds that hold the true one in 95 of 100 samples of this size. */
export interface Proportion {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly successes: number;
  readonly count: number;
}

/** The normal distribution's 97.5th percentile. */
const z = 1.959963984540054;

/**
 * Wilson's score interval, 95 %, two-sided: unlike the normal approximation it stays within [0, 1] and is honest near
 * its ends (E. B. Wilson, JASA 22, 1927).
 * @param count at least 1
 */
export function wilson(successes: number, count: number): Proportion {
  if (!(count >= 1) || !(successes >= 0) || successes > count) {
    throw new RangeError(`${successes} of ${count} is no proportion`);
  }
  const value = successes / count;
  const divisor = 1 + (z * z) / count;
  const centre = (value + (z * z) / (2 * count)) / divisor;
  const half =
    (z / divisor) * Math.sqrt((value * (1 - value)) / count + (z * z) / (4 * count * count));
  return {
    value,
    lower: successes === 0 ? 0 : Math.max(0, centre - half),
    upper: successes === count ? 1 : Math.min(1, centre + half),
    successes,
    count,
  };
}
