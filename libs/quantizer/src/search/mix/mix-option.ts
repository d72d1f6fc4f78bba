import type { OperatorScheme } from '../../recipe/scheme';

/** What a unit may become, coarsest first: none counts as noisier than one before it. */
export const MIX_SCHEMES = [
  'int8',
  '16x8',
  'weight-only',
  'float16',
  'float',
] as const satisfies readonly OperatorScheme[];
export type MixScheme = (typeof MIX_SCHEMES)[number];

export interface MixOption {
  readonly scheme: MixScheme;
  /** Of the file, beside those of the float model's; negative for what is saved. */
  readonly bytes: number;
  /** By output: noise power that the unit adds, as a share of the output's signal power. */
  readonly noise: readonly number[];
  readonly isInteger: boolean;
}

/** Something to decide about: at least one option, coarsest first. */
export interface Choice {
  readonly options: readonly MixOption[];
  /** Of one inference. */
  readonly multiplyAdds: number;
}

/**
 * The options worth a thought. Measurements are not exact: a coarser option counts as at least as noisy as each finer
 * one. One that a finer option beats in size, and that has no integer kernel that the finer one lacks, goes.
 */
export function usefulOptions(options: readonly MixOption[], integersCount: boolean): MixOption[] {
  const kept: MixOption[] = [];
  let floor: readonly number[] = [];
  for (const option of options.toReversed()) {
    floor = option.noise.map((noise, output) => Math.max(noise, floor[output] ?? 0));
    const isBeaten = kept.some(
      ({ bytes, isInteger }) =>
        bytes <= option.bytes && (isInteger || !option.isInteger || !integersCount),
    );
    if (!isBeaten) kept.unshift({ ...option, noise: floor });
  }
  return kept;
}
