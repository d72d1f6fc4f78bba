import type { ComparedTensor } from '@flotilla/evaluation';

/** How far the result lies from the float model, as measured; or that nobody knows. */
export type Proof = MeasuredProof | UnknownProof;

export interface MeasuredProof {
  readonly status: 'measured';
  /** Where the result ran. */
  readonly runtime: { readonly name: string; readonly version: string };
  /** Whether no range and no weight was made from the samples; calibration data of fewer than 8 are too few for that. */
  readonly heldOut: boolean;
  /** What outputs are compared with: the model as given, or, where the runtime does not take that, as prepared. */
  readonly reference: 'given' | 'prepared';
  readonly outputs: readonly ComparedTensor[];
  /** Activations beside those of the prepared float model, in order of execution; on fewer samples than outputs. */
  readonly tensors: readonly ComparedTensor[];
  /** Activations of the prepared model that have no counterpart in the result. */
  readonly unmatchedTensors: number;
}

export interface UnknownProof {
  readonly status: 'unknown';
  readonly reasonCode: 'NO_RUNTIME' | 'NO_DATA' | 'NOT_ASKED';
  readonly reason: string;
}
