import type { ModelJournal, Update } from './journal';
import { isActive, settle, settleAsInstalled } from './outcome';
import type { Target } from './target';

/** What this device can run. */
export interface Capabilities {
  /** Delegates that really load here. */
  readonly delegates: readonly string[];
}

/** Starts the update to `journal.wanted`, or settles at once what needs no work. */
export function beginUpdate(
  journal: ModelJournal,
  target: Target,
  capabilities: Capabilities,
): ModelJournal {
  const candidates = target.variants
    .map((variant) => ({
      ...variant,
      delegates: variant.delegates.filter((each) => capabilities.delegates.includes(each)),
    }))
    .filter((variant) => variant.delegates.length > 0);
  const update: Update = {
    serial: journal.serial + 1,
    target,
    candidates,
    phase: 'download-variant',
    candidate: 0,
    delegate: 0,
    damagedTransfers: 0,
    interruptions: 0,
    transitions: 0,
    failures: [],
    displaced: null,
    outcome: null,
  };
  const started = { ...journal, wanted: target, update, serial: update.serial };
  const [first] = candidates;
  if (!first) {
    const asked = [...new Set(target.variants.flatMap((variant) => variant.delegates))];
    return settle(started, update, {
      target,
      state: 'rejected',
      variantId: target.variants[0]?.variantId ?? '',
      delegate: '',
      code: 'NO_DELEGATE',
      message:
        `no variant runs here: they ask for ${asked.join(', ') || 'no delegate'}, ` +
        `this device has ${capabilities.delegates.join(', ') || 'none'}`,
    });
  }
  return isActive(started, update) ? settleAsInstalled(started, update) : started;
}
