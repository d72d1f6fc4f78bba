import type { Dataset } from './dataset';

/** What one inference takes. */
export interface Invocation {
  /** Little-endian bytes of each whole input, in the model's order. */
  readonly inputs: readonly Uint8Array[];
  /** How many samples of the data these are; repetitions that fill the batch do not count. */
  readonly sampleCount: number;
  /** How many samples one inference takes; absent where that is one, or the inputs are whole. */
  readonly batch?: number;
}

/** A data set from its first to its last invocation. */
export function* invocationsOf(dataset: Dataset): Generator<Invocation, void> {
  const { samplesPerInvocation: batch } = dataset;
  for (let index = 0; index < dataset.invocationCount; index++) {
    const inputs = dataset.inputs(index);
    yield { inputs, sampleCount: dataset.samplesIn(index), ...(batch > 1 && { batch }) };
  }
}
