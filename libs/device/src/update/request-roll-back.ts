import type { Failure } from './failure';
import type { ModelJournal, Update } from './journal';

export type RollBackVerdict =
  { readonly ok: true; readonly journal: ModelJournal } | ({ readonly ok: false } & Failure);

/** Takes the model back to its previous variant, because a person said so. */
export function requestRollBack(journal: ModelJournal): RollBackVerdict {
  const { active, previous } = journal;
  if (journal.update) {
    return { ok: false, code: 'BUSY', message: `model '${journal.model}' is being updated` };
  }
  if (!active || !previous || !journal.wanted) {
    return {
      ok: false,
      code: 'NO_PREVIOUS',
      message: `model '${journal.model}' has no previous variant`,
    };
  }
  const update: Update = {
    serial: journal.serial + 1,
    target: journal.wanted,
    candidates: [active.variant],
    phase: 'roll-back',
    candidate: 0,
    delegate: Math.max(0, active.variant.delegates.indexOf(active.delegate)),
    damagedTransfers: 0,
    interruptions: 0,
    transitions: 0,
    failures: [
      {
        variantId: active.variant.variantId,
        delegate: active.delegate,
        code: 'COMMANDED',
        message: 'rolled back on command',
      },
    ],
    displaced: { active: previous, previous: null },
    outcome: null,
  };
  return { ok: true, journal: { ...journal, update, serial: update.serial } };
}
