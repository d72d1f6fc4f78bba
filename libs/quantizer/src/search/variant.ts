import type { Effort } from '../effort';
import { LEAST_OF_LARGEST } from '../equalize/equalize-channels';

/** One way of equalizing channels and rounding weights. */
export interface Variant {
  /** Empty for the usual one. */
  readonly name: string;
  /** Whether channels are equalized at all. */
  readonly equalizes: boolean;
  /** Share of a channel's largest value that its size is at least, see `LEAST_OF_LARGEST`. */
  readonly leastOfLargest: number;
  /** Of `compensated`. */
  readonly centred: boolean;
}

export const USUAL: Variant = {
  name: '',
  equalizes: true,
  leastOfLargest: LEAST_OF_LARGEST,
  centred: false,
};

/**
 * For activations that stay float. Equalized channels gain nothing there, and lose: values that calibration did not see are
 * cut off by a cap sooner, and constants that were halves are so no longer.
 */
export const UNEQUALIZED: Variant = { ...USUAL, equalizes: false };

const TYPICAL = { name: 'channels by what is typical', leastOfLargest: 0 };
const LARGEST = { name: 'channels by their largest', leastOfLargest: 1 };
const CENTRED = { name: 'centred moments', centred: true };

/** The usual one first: of equals it is kept. */
export const VARIANTS: Readonly<Record<Exclude<Effort, 'fast'>, readonly Variant[]>> = {
  balanced: [USUAL],
  best: [
    USUAL,
    { ...USUAL, ...LARGEST },
    { ...USUAL, ...TYPICAL },
    { ...USUAL, ...CENTRED },
    { ...USUAL, ...LARGEST, centred: true, name: `${LARGEST.name}, ${CENTRED.name}` },
  ],
};
