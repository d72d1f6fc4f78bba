import type { Share } from '../../ui/format/share';

/** Where an interval lies on a common scale, each from 0 to 1. */
export interface IntervalPosition {
  readonly lower: number;
  readonly value: number;
  readonly upper: number;
}

/**
 * Puts shares on one scale that spans all their intervals with a little air, so that close ones can be told apart.
 * @returns a function from a share to its place
 */
export function intervalScale(shares: readonly Share[]): (share: Share) => IntervalPosition {
  const from = Math.min(...shares.map(({ lower }) => lower), 1);
  const to = Math.max(...shares.map(({ upper }) => upper), 0);
  const span = Math.max(to - from, 0.001);
  const start = from - span * 0.05;
  const place = (value: number) => (value - start) / (span * 1.1);
  return ({ lower, value, upper }) => ({
    lower: place(lower),
    value: place(value),
    upper: place(upper),
  });
}
