/** How far an output lies from the reference's, over all elements of all samples. */
export interface OutputErrorSummary {
  readonly maxAbsoluteError: number;
  /** `null` when either is zero throughout. */
  readonly cosine: number | null;
  /** 10·log10(Σ reference² / Σ error²); `null` when there is no error, or no signal. */
  readonly snrDb: number | null;
}

/** Accumulates sample by sample, in constant memory. */
export class OutputError {
  #maxAbsoluteError = 0;
  #referenceSquares = 0;
  #actualSquares = 0;
  #product = 0;
  #errorSquares = 0;

  /** Both must be equally long. NaN on either side makes every figure NaN, never better. */
  add(reference: ArrayLike<number>, actual: ArrayLike<number>): void {
    if (reference.length !== actual.length) {
      throw new RangeError(`${actual.length} values cannot be compared with ${reference.length}`);
    }
    // Sums of their own, not fields: outputs have millions of values.
    let [largest, referenceSquares, actualSquares, product, errorSquares] = [0, 0, 0, 0, 0];
    for (let at = 0; at < reference.length; at++) {
      const wanted = reference[at] ?? NaN;
      const got = actual[at] ?? NaN;
      const error = got - wanted;
      if (!(error <= largest && -error <= largest)) largest = error < 0 ? -error : error;
      referenceSquares += wanted * wanted;
      actualSquares += got * got;
      product += wanted * got;
      errorSquares += error * error;
    }
    // NaN in the midst does not stay the largest, but it stays in the sum.
    if (Number.isNaN(errorSquares)) largest = NaN;
    this.#maxAbsoluteError = Math.max(this.#maxAbsoluteError, largest);
    this.#referenceSquares += referenceSquares;
    this.#actualSquares += actualSquares;
    this.#product += product;
    this.#errorSquares += errorSquares;
  }

  summary(): OutputErrorSummary {
    const norms = Math.sqrt(this.#referenceSquares) * Math.sqrt(this.#actualSquares);
    const defined = this.#errorSquares !== 0 && this.#referenceSquares !== 0;
    return {
      maxAbsoluteError: this.#maxAbsoluteError,
      cosine: norms === 0 ? null : this.#product / norms,
      snrDb: defined ? 10 * Math.log10(this.#referenceSquares / this.#errorSquares) : null,
    };
  }
}
