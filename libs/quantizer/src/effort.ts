/**
 * How much is done for accuracy.
 * - `fast`: ranges of least error, weights to the nearest step
 * - `balanced`: channels equalized, weights rounded with the second moments of their inputs, ranges chosen on held-out
 *   samples
 * - `best`: several ways of equalizing and rounding, each with several ways of making ranges, chosen on held-out samples
 */
export const EFFORTS = ['fast', 'balanced', 'best'] as const;
export type Effort = (typeof EFFORTS)[number];
