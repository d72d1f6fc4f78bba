import { formatCount, formatPercent, unknown } from './quantities';

/** A share from 0 to 1 with its 95 % interval and the number of samples behind it. */
export interface Share {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly sampleCount: number;
}

/** `90.2–93.5 %, n = 1,000` */
export function formatBounds(share: Share): string {
  const lower = (share.lower * 100).toFixed(1);
  return `${lower}–${formatPercent(share.upper)}, n = ${formatCount(share.sampleCount)}`;
}

/** `92.0 % (90.2–93.5 %, n = 1,000)`, or `unknown`. */
export function formatShare(share: Share | null | undefined): string {
  if (share == null || share.sampleCount === 0) return unknown;
  return `${formatPercent(share.value)} (${formatBounds(share)})`;
}
