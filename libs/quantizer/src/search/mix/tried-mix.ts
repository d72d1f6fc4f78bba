import type { ComparedTensor } from '@flotilla/evaluation';
import type { NamedRecipe } from '../../recipe/recipe';
import type { AccuracyTarget } from '../../target/accuracy-target';
import type { MixScheme } from './mix-option';

/** A mix as the real runtime computes it; its figures alone, since many are tried. */
export interface TriedMix {
  /** One for each unit. */
  readonly schemes: readonly MixScheme[];
  readonly recipe: NamedRecipe;
  /** Of the file. */
  readonly sizeBytes: number;
  /** Beside the float model, on held-out samples. */
  readonly outputs: readonly ComparedTensor[];
  /** Of multiply-adds, in integer kernels; `null` where the model has none. */
  readonly integerShare: number | null;
  readonly isQuantized: boolean;
}

/** Infinite where there is no error. */
export function snrOf({ snrDb, maxAbsoluteError }: ComparedTensor): number {
  return snrDb ?? (maxAbsoluteError === 0 ? Infinity : -Infinity);
}

export function leastSnr({ outputs }: TriedMix): number {
  return Math.min(...outputs.map(snrOf));
}

export function outputHolds(
  output: ComparedTensor,
  { minSnrDb = -Infinity, minAgreement = 0 }: AccuracyTarget,
): boolean {
  const agreement = output.top1Agreement?.value ?? 1;
  return snrOf(output) >= minSnrDb && agreement >= minAgreement && output.notFinite === 0;
}

/** Whether a mix is what was asked for; one that quantizes nothing is none. */
export function mixHolds(mix: TriedMix, target: AccuracyTarget): boolean {
  return (
    mix.isQuantized &&
    sharesEnough(mix, target) &&
    mix.outputs.every((output) => outputHolds(output, target))
  );
}

export function sharesEnough(
  { integerShare }: TriedMix,
  { minIntegerShare = 0 }: AccuracyTarget,
): boolean {
  return (integerShare ?? 0) >= minIntegerShare;
}

/** By how much the worst output exceeds what is asked for, in dB; where only agreement is, its own share decides. */
export function leastExcess({ outputs }: TriedMix, { minSnrDb }: AccuracyTarget): number {
  return Math.min(
    ...outputs.map((output) =>
      minSnrDb === undefined ? (output.top1Agreement?.value ?? 1) : snrOf(output) - minSnrDb,
    ),
  );
}

/** Those that no other one beats in size, integer share and accuracy at once; the smallest first. */
export function frontierOf(mixes: readonly TriedMix[]): TriedMix[] {
  const figures = (mix: TriedMix): readonly number[] => [
    -mix.sizeBytes,
    mix.integerShare ?? 0,
    leastSnr(mix),
  ];
  const isBeaten = (mix: TriedMix, at: number): boolean =>
    mixes.some((other, index) => {
      const [ours, theirs] = [figures(mix), figures(other)];
      if (!theirs.every((figure, each) => figure >= (ours[each] ?? 0))) return false;
      // Of equals, the first one stays.
      return theirs.some((figure, each) => figure > (ours[each] ?? 0)) || index < at;
    });
  return mixes
    .filter((mix, at) => !isBeaten(mix, at))
    .sort((left, right) => left.sizeBytes - right.sizeBytes);
}
