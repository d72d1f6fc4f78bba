import type { Failure } from './failure';
import type { ModelJournal, Outcome, Update } from './journal';
import { currentDelegate, currentVariant } from './next-step';

/** Whether the update's present candidate is what already runs. */
export function isActive(journal: ModelJournal, update: Update): boolean {
  const candidate = update.candidates[update.candidate];
  const { active } = journal;
  return (
    candidate !== undefined &&
    active?.variant.file.digest === candidate.file.digest &&
    candidate.delegates.includes(active.delegate)
  );
}

/** The file is the same, but it may go by a new id or version now, under which it is to be counted. */
export function settleAsInstalled(journal: ModelJournal, update: Update): ModelJournal {
  const variant = update.candidates[update.candidate];
  if (!variant || !journal.active) throw new TypeError('nothing is installed');
  const active = { ...journal.active, modelVersion: update.target.modelVersion, variant };
  return settle({ ...journal, active }, update, {
    target: update.target,
    state: 'already-installed',
    variantId: variant.variantId,
    delegate: active.delegate,
    code: '',
    message: earlierFailures(update),
  });
}

/** Ends the update's work: only the report and the clean-up remain. */
export function settle(journal: ModelJournal, update: Update, outcome: Outcome): ModelJournal {
  return { ...journal, settled: outcome, update: { ...update, phase: 'report', outcome } };
}

export function outcomeOf(update: Update, state: Outcome['state'], why: Failure | null): Outcome {
  return {
    target: update.target,
    state,
    variantId: currentVariant(update).variantId,
    delegate: currentDelegate(update),
    code: why?.code ?? '',
    message: why?.message ?? earlierFailures(update),
  };
}

/** A success that took a fallback says what was tried before. */
function earlierFailures(update: Update): string {
  return update.failures
    .map((each) => [each.variantId, each.delegate, each.code].filter(Boolean).join(' '))
    .join('; ');
}
