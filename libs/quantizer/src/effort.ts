/**
 * How much is done for accuracy.
 * - `fast`: ranges of least error, weights to the nearest step
 * - `balanced`: channels equalized, weights rounded with the second moments of their inputs, ranges chosen on held-out
 *   samples
 */
export const EFFORTS = ['fast', 'balanced'] as const;
export type Effort = (typeof EFFORTS)[number];
