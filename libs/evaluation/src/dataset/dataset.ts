/**
 * `samples`: the arrays' first axis counts samples, and the model takes `batch` of them at a time.
 * `entries`: the arrays have one axis more than the inputs; each entry is one whole input.
 */
export type DatasetLayout = 'samples' | 'entries';

/** Samples in the shape and type that one model takes. */
export interface Dataset {
  readonly layout: DatasetLayout;
  /** Length of the arrays' first axis. */
  readonly sampleCount: number;
  /** Samples that one invocation takes; 1 where each entry is a whole input. */
  readonly samplesPerInvocation: number;
  readonly invocationCount: number;
  /**
   * Little-endian bytes of each input of one invocation, in the model's order. Where the samples run out within a batch,
   * the last one is repeated.
   */
  inputs(invocation: number): Uint8Array[];
  /** Samples of an invocation that are not such repetitions. */
  samplesIn(invocation: number): number;
}
