import type { Measurement } from './commands/measured-command';
import type { FileCounts } from './counts/file-counts';
import type { Verdict } from './judge/verdict';

/** What one side made of a model. */
export type Side =
  | { readonly status: 'built'; readonly built: Built }
  /** The command line does not know the scheme (or effort) yet. */
  | { readonly status: 'not built' }
  | { readonly status: 'failed'; readonly fault: string };

export interface Built {
  readonly path: string;
  readonly digest: string;
  /** One a run; what a cache holds is an earlier session's. */
  readonly measurements: readonly Measurement[];
  readonly measuredNow: boolean;
}

/** A fault stands where the file cannot be loaded, run or read. */
export type Judged<T> = T | { readonly fault: string };

export interface JudgedSide {
  readonly side: Side;
  /** In LiteRT 2.3, against the float model there. */
  readonly litert?: Judged<Verdict>;
  readonly counts?: Judged<FileCounts>;
}

/** Milliseconds of each run, interleaved in one process. */
export interface Latencies {
  readonly float: readonly number[];
  readonly ours: readonly number[];
  readonly peer: readonly number[];
}

export type Effort = 'default' | 'best';

/** One model × scheme. */
export interface Cell {
  readonly model: string;
  readonly scheme: string;
  readonly effort: Effort;
  readonly floatBytes: number;
  readonly floatWeightBytes: number;
  readonly ours: JudgedSide;
  readonly peer: JudgedSide;
  /** Ours in native TensorFlow Lite 2.9, against the float model there; absent for schemes that are not for it. */
  readonly native?: Judged<Verdict>;
  readonly latencies?: Judged<Latencies>;
  /** The peer's 8-bit weights with float activations, in LiteRT 2.3. */
  readonly floor?: Judged<Verdict>;
}

export function isFault<T extends object>(
  judged: Judged<T> | undefined,
): judged is { readonly fault: string } {
  return judged !== undefined && 'fault' in judged;
}
