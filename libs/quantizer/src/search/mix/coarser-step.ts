import type { Choice, MixScheme } from './mix-option';

/** One choice made coarser. */
export interface CoarserStep {
  readonly at: number;
  readonly scheme: MixScheme;
}

/**
 * The step that saves most bytes among those whose added noise fits into what outputs have left, and that costs no integer
 * kernel.
 * @param schemes one for each choice
 * @param left by output, noise as a share of signal power
 * @param isRefused steps that were tried in vain
 */
export function coarserStep(
  choices: readonly Choice[],
  schemes: readonly MixScheme[],
  left: readonly number[],
  isRefused: (step: CoarserStep) => boolean,
): CoarserStep | undefined {
  let best: CoarserStep | undefined;
  let most = 0;
  choices.forEach(({ options }, at) => {
    const from = options.findIndex(({ scheme }) => scheme === schemes[at]);
    const now = options[from];
    if (now === undefined) return;
    for (const { scheme, bytes, noise, isInteger } of options.slice(0, from)) {
      const saved = now.bytes - bytes;
      const fits = noise.every(
        (each, output) => each - (now.noise[output] ?? 0) <= (left[output] ?? Infinity),
      );
      const step = { at, scheme };
      if (saved <= most || !fits || (now.isInteger && !isInteger) || isRefused(step)) continue;
      best = step;
      most = saved;
    }
  });
  return best;
}
