import type { AccuracyTarget } from '../../target/accuracy-target';
import { coarserStep } from './coarser-step';
import type { UnitCosts } from './measure-units';
import type { MixTrials } from './mix-trials';
import { mixHolds, snrOf, type TriedMix } from './tried-mix';

/** Steps that are tried at most, held or not. */
const MOST_STEPS = 12;

/**
 * Spends what a mix that holds has left: makes one unit after the other coarser, those first that save most, and keeps
 * each step that the runtime shows to hold.
 */
export async function pushDown(
  trials: MixTrials,
  { choices }: UnitCosts,
  target: AccuracyTarget,
  mix: TriedMix,
): Promise<void> {
  const refused = new Set<string>();
  let current = mix;
  for (let count = 0; count < MOST_STEPS; count += 1) {
    const step = coarserStep(choices, current.schemes, leftOf(current, target), (each) =>
      refused.has(`${each.at} ${each.scheme}`),
    );
    if (step === undefined) return;
    const next = await trials.try(current.schemes.with(step.at, step.scheme));
    if (mixHolds(next, target) && next.sizeBytes < current.sizeBytes) current = next;
    else refused.add(`${step.at} ${step.scheme}`);
  }
}

/** What each output may still have of noise; where only classes are asked for, as much again as it has. */
function leftOf({ outputs }: TriedMix, { minSnrDb }: AccuracyTarget): number[] {
  return outputs.map((output) => {
    const noise = 10 ** (-snrOf(output) / 10);
    return minSnrDb === undefined ? noise : 10 ** (-minSnrDb / 10) - noise;
  });
}
