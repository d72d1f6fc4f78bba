import type { AccuracyTarget } from '../../target/accuracy-target';
import { outputHolds, snrOf, type TriedMix } from './tried-mix';

/** What is aimed at lies so far above what is asked for, for samples that are not among those held out. */
const MARGIN_DB = 0.25;

/** How much more an output is to have where it fails for another reason than its noise, or fails again. */
const STEP_DB = 3;

/** One correction changes an aim by this at most: a prediction that is far off says little. */
const MOST_CORRECTION_DB = 12;

/**
 * By output, the signal-to-noise ratio that the next mix is planned for. What the last plan promised less than it held is
 * not asked of the next one, and the other way round.
 * @param predictedDb what the last plan promised, by output
 */
export function nextAim(
  target: AccuracyTarget,
  mix: Pick<TriedMix, 'outputs'>,
  predictedDb: readonly number[],
  lastAimDb: readonly number[],
): number[] {
  const { minSnrDb } = target;
  return mix.outputs.map((output, at) => {
    const last = lastAimDb[at] ?? -Infinity;
    const measured = snrOf(output);
    if (outputHolds(output, { ...target, minSnrDb: -Infinity })) {
      if (minSnrDb === undefined) return last;
      const promised = (predictedDb[at] ?? 0) - measured;
      const correction = Number.isFinite(promised) ? within(promised, MOST_CORRECTION_DB) : 0;
      return minSnrDb + MARGIN_DB + correction;
    }
    // Classes change at no known noise: it is lowered until they do not.
    return Math.max(last, Math.min(measured, predictedDb[at] ?? measured)) + STEP_DB;
  });
}

export function firstAim(target: AccuracyTarget, coarsest: Pick<TriedMix, 'outputs'>): number[] {
  const { minSnrDb = -Infinity } = target;
  return coarsest.outputs.map((output) =>
    outputHolds(output, { ...target, minSnrDb: -Infinity })
      ? minSnrDb + MARGIN_DB
      : Math.max(minSnrDb + MARGIN_DB, snrOf(output) + STEP_DB),
  );
}

function within(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}
