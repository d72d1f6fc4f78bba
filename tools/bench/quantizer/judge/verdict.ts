/** Without any error; or with nothing but error: no signal, or NaN. JSON has no infinities. */
export type SnrDb = number | 'exact' | 'none';

export interface OutputVerdict {
  readonly name: string;
  /** 10·log10(Σ reference² / Σ error²) over all elements of all samples. */
  readonly snrDb: SnrDb;
  readonly equalShare: number;
}

/** How far a file's outputs lie from the float model's in one runtime. */
export interface Verdict {
  readonly runtime: string;
  readonly outputs: readonly OutputVerdict[];
}

/** Above it, what is left is the order of float additions, which no quantizer chooses. */
const FLOAT_NOISE_DB = 100;

/** An SNR to compute with. */
export function decibels(snr: SnrDb): number {
  if (snr === 'exact') return FLOAT_NOISE_DB;
  return snr === 'none' ? -FLOAT_NOISE_DB : Math.min(snr, FLOAT_NOISE_DB);
}
