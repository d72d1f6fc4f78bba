export interface BackoffOptions {
  /** Delay before the first retry, in milliseconds. */
  readonly baseMs: number;
  /** No delay is longer than this, in milliseconds. */
  readonly maximumMs: number;
  /** A uniform random number in [0, 1); injected so that core code keeps no randomness of its own. */
  readonly random: () => number;
}

/**
 * Full-jitter exponential backoff: a delay in [0, min(maximum, base · 2^attempt)], so that a fleet that lost its
 * server does not come back in one wave.
 * @param attempt zero for the first retry
 */
export function backoffMs(attempt: number, options: BackoffOptions): number {
  const ceiling = Math.min(options.maximumMs, options.baseMs * 2 ** Math.min(attempt, 30));
  return Math.round(options.random() * ceiling);
}
