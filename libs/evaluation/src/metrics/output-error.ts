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
    for (let at = 0; at < reference.length; at++) {
      const wanted = reference[at] ?? NaN;
      const got = actual[at] ?? NaN;
      const error = got - wanted;
      this.#maxAbsoluteError = Math.max(this.#maxAbsoluteError, Math.abs(error));
      this.#referenceSquares += wanted * wanted;
      this.#actualSquares += got * got;
      this.#product += wanted * got;
      this.#errorSquares += error * error;
    }
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
