import type { Dataset } from './dataset';

/** What one inference takes. */
export interface Invocation {
  /** Little-endian bytes of each whole input, in the model's order. */
  readonly inputs: readonly Uint8Array[];
  /** How many samples of the data these are; repetitions that fill the batch do not count. */
  readonly sampleCount: number;
}

/** A data set from its first to its last invocation. */
export function* invocationsOf(dataset: Dataset): Generator<Invocation, void> {
  for (let index = 0; index < dataset.invocationCount; index++) {
    yield { inputs: dataset.inputs(index), sampleCount: dataset.samplesIn(index) };
  }
}
