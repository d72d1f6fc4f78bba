import type { ModelJournal, Slot, Update, UpdatePhase } from './journal';
import type { Step } from './step';
import type { TargetVariant } from './target';

type Builder = (update: Update, journal: ModelJournal) => Step;

const steps: Readonly<Record<UpdatePhase, Builder>> = {
  'download-variant': (update) => ({
    kind: 'download',
    role: 'variant',
    file: currentVariant(update).file,
  }),
  'verify-variant': (update) => ({
    kind: 'verify',
    role: 'variant',
    file: currentVariant(update).file,
  }),
  'download-golden': (update) => ({ kind: 'download', role: 'golden', file: golden(update) }),
  'verify-golden': (update) => ({ kind: 'verify', role: 'golden', file: golden(update) }),
  load: (update) => ({
    kind: 'load',
    variant: currentVariant(update),
    delegate: currentDelegate(update),
  }),
  'self-test': (update) => ({
    kind: 'self-test',
    variant: currentVariant(update),
    delegate: currentDelegate(update),
  }),
  switch: (update) => ({ kind: 'switch', slot: candidateSlot(update) }),
  observe: (update) => ({ kind: 'observe', slot: candidateSlot(update) }),
  'roll-back': (update) => ({ kind: 'roll-back', to: update.displaced?.active ?? null }),
  report: (update) => {
    if (!update.outcome) throw new TypeError('an update is reported once it has an outcome');
    return { kind: 'report', target: update.target, outcome: update.outcome };
  },
  cleanup: (_update, journal) => ({ kind: 'cleanup', keep: keptDigests(journal) }),
};

/** @returns what to do next for this model; null when nothing is under way */
export function nextStep(journal: ModelJournal): Step | null {
  const { update } = journal;
  return update && steps[update.phase](update, journal);
}

export function currentVariant(update: Update): TargetVariant {
  const variant = update.candidates[update.candidate];
  if (!variant) throw new TypeError(`an update has no candidate ${update.candidate}`);
  return variant;
}

export function currentDelegate(update: Update): string {
  return currentVariant(update).delegates[update.delegate] ?? '';
}

export function candidateSlot(update: Update): Slot {
  return {
    modelVersion: update.target.modelVersion,
    delegate: currentDelegate(update),
    variant: currentVariant(update),
  };
}

/** Digests of the files that this model still needs: the active variant and the one to go back to. */
export function keptDigests(journal: ModelJournal): string[] {
  const slots = [journal.active, journal.previous].filter((slot) => slot !== null);
  const digests = slots.flatMap(({ variant }) =>
    variant.golden ? [variant.file.digest, variant.golden.file.digest] : [variant.file.digest],
  );
  return [...new Set(digests)];
}

function golden(update: Update): TargetVariant['file'] {
  const variant = currentVariant(update);
  if (!variant.golden) throw new TypeError(`variant ${variant.variantId} has no golden samples`);
  return variant.golden.file;
}
