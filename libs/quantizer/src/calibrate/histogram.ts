/** Sign, 8 bits of exponent and 5 bits of mantissa. */
const INDEX_BITS = 14;
const SHIFT = 32 - INDEX_BITS;
const MANTISSA_BINS = 2 ** (INDEX_BITS - 9);
const BIN_COUNT = 2 ** INDEX_BITS;
const FIRST_NON_FINITE = 255 * MANTISSA_BINS;
const SIGN_BIN = BIN_COUNT / 2;

/** Values between two edges, `low` ≤ |value| < `high` on the side of the sign, and how many there were. */
export interface Bin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/**
 * Counts float32 values by the upper bits of their representation: bins are 2⁻⁵ of a power of two wide, at most 3.1 % of
 * the value, whatever its magnitude. No range has to be known before, adding is one shift a value, and merging is
 * addition, so that any division of the samples among threads gives the same counts.
 */
export class Histogram {
  private readonly counts = new Uint32Array(BIN_COUNT);

  /** @param step one value in so many is counted, from the one at `first` on */
  add(values: Float32Array, first = 0, step = 1): void {
    const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
    const { counts } = this;
    for (let index = first; index < bits.length; index += step) {
      const bin = (bits[index] ?? 0) >>> SHIFT;
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
  }

  /** The bins that hold finite values, by rising value. */
  bins(): Bin[] {
    const found: Bin[] = [];
    for (let index = FIRST_NON_FINITE - 1; index >= 0; index -= 1) {
      const count = this.counts[SIGN_BIN + index] ?? 0;
      if (count > 0) found.push({ low: -edge(index + 1), high: -edge(index), count });
    }
    for (let index = 0; index < FIRST_NON_FINITE; index += 1) {
      const count = this.counts[index] ?? 0;
      if (count > 0) found.push({ low: edge(index), high: edge(index + 1), count });
    }
    return found;
  }
}

const EDGES = new Float32Array(
  Uint32Array.from({ length: FIRST_NON_FINITE + 1 }, (_, index) => index << SHIFT).buffer,
);

/** The smallest magnitude of a bin; that beyond the last finite one is infinite. */
function edge(index: number): number {
  return EDGES[index] ?? Infinity;
}
