import type { TargetOutcome } from '@flotilla/quantizer';

/** What one command made of a model and an accuracy. */
export interface FoundMix {
  readonly model: string;
  /** The least share of multiply-adds in integer kernels that was asked for. */
  readonly minInteger: number;
  readonly target: TargetOutcome;
  /** Of each output on photos of other scenes than those that calibrated, in native TensorFlow Lite 2.9. */
  readonly otherScenesDb: readonly number[];
  readonly seconds: number;
}

/** What is beside no noise at all is as good as this, and says no more. */
const NO_NOISE_DB = 100;

export function heldOutDb({ target }: FoundMix): number[] {
  return target.outputs.map(({ snrDb }) => snrDb ?? NO_NOISE_DB);
}

export function shareOfFloat16({ target }: FoundMix): number {
  return target.sizeBytes / target.float16Bytes;
}
