import { type Proportion, wilson } from '@flotilla/foundation';
import { elementCount } from '@flotilla/tflite';
import { argMax } from '../metrics/arg-max';
import { OutputError } from '../metrics/output-error';
import { isDistribution, klDivergence } from './distribution';

/** How far the values of one tensor lie from the reference's, over all elements of all samples. */
export interface TensorComparisonSummary {
  readonly samples: number;
  /** Elements compared, over all samples. */
  readonly values: number;
  /** Further elements that are NaN or infinite in either model, and in none of the figures. */
  readonly notFinite: number;
  /** 10·log10(Σ reference² / Σ error²); `null` where there is no error, or no signal. */
  readonly snrDb: number | null;
  /** `null` where either is zero throughout. */
  readonly cosine: number | null;
  readonly maxAbsoluteError: number;
  /**
   * Mean over rows (along the last axis) of D(reference ‖ actual) in nats; `null` unless every row of the reference holds
   * probabilities. See `klDivergence`.
   */
  readonly klDivergence: number | null;
  /** Share of samples in which both name the same class; `null` where the tensor is not one score for each class. */
  readonly top1Agreement: Proportion | null;
}

export interface ComparedRows {
  readonly shape: readonly number[];
  /** Whether values of the shape (N, classes) are scores even where they are no probabilities, such as logits. */
  readonly mayBeScores: boolean;
}

/** Accumulates sample by sample, in constant memory. */
export class TensorComparison {
  readonly #error = new OutputError();
  readonly #rowLength: number;
  readonly #isClassShape: boolean;
  readonly #mayBeScores: boolean;
  #areProbabilities: boolean;
  #samples = 0;
  #values = 0;
  #notFinite = 0;
  #rows = 0;
  #divergence = 0;
  #agreeing = 0;

  constructor({ shape, mayBeScores }: ComparedRows) {
    this.#rowLength = shape.at(-1) ?? 1;
    this.#areProbabilities = this.#rowLength > 1;
    this.#isClassShape =
      this.#rowLength > 1 && elementCount(shape.slice(1, -1)) === 1 && shape.length > 0;
    this.#mayBeScores = mayBeScores;
  }

  /** Both hold whole rows, equally many. */
  add(reference: ArrayLike<number>, actual: ArrayLike<number>, samples: number): void {
    const finite = finitePairs(reference, actual);
    this.#error.add(finite.reference, finite.actual);
    this.#samples += samples;
    this.#values += finite.reference.length;
    this.#notFinite += reference.length - finite.reference.length;
    if (this.#areProbabilities || (this.#isClassShape && this.#mayBeScores))
      this.#addRows(Float64Array.from(reference), Float64Array.from(actual));
  }

  #addRows(reference: Float64Array, actual: Float64Array): void {
    for (let start = 0; start < reference.length; start += this.#rowLength) {
      const wanted = reference.subarray(start, start + this.#rowLength);
      const got = actual.subarray(start, start + this.#rowLength);
      this.#rows += 1;
      this.#areProbabilities &&= isDistribution(wanted);
      if (this.#areProbabilities) this.#divergence += klDivergence(wanted, got);
      if (argMax(wanted) === argMax(got)) this.#agreeing += 1;
    }
  }

  summary(): TensorComparisonSummary {
    const { snrDb, cosine, maxAbsoluteError } = this.#error.summary();
    const areProbabilities = this.#areProbabilities && this.#rows > 0;
    const areScores = this.#isClassShape && (areProbabilities || this.#mayBeScores);
    return {
      samples: this.#samples,
      values: this.#values,
      notFinite: this.#notFinite,
      snrDb,
      cosine,
      maxAbsoluteError,
      klDivergence: areProbabilities ? this.#divergence / this.#rows : null,
      top1Agreement: areScores && this.#rows > 0 ? wilson(this.#agreeing, this.#rows) : null,
    };
  }
}

interface Pair {
  readonly reference: ArrayLike<number>;
  readonly actual: ArrayLike<number>;
}

function finitePairs(reference: ArrayLike<number>, actual: ArrayLike<number>): Pair {
  // x − x is NaN exactly for NaN and infinities; tests of globals are slow where they are asked a million times.
  const isFinitePair = (at: number): boolean => {
    const difference = (reference[at] ?? NaN) - (actual[at] ?? NaN);
    return difference - difference === 0;
  };
  let at = 0;
  while (at < reference.length && isFinitePair(at)) at += 1;
  if (at === reference.length) return { reference, actual };
  const kept = Array.from(reference, (_, index) => index).filter(isFinitePair);
  const pick = (values: ArrayLike<number>): Float64Array =>
    Float64Array.from(kept, (index) => values[index] ?? NaN);
  return { reference: pick(reference), actual: pick(actual) };
}
