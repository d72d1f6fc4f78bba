import { startWanted } from './accept-desired';
import type { Capabilities } from './begin-update';
import type { Failure } from './failure';
import type { ModelJournal } from './journal';
import { transition } from './transition';

/**
 * The journal of a model whose active variant's file is gone, damaged or refused by the runtime: the previous variant
 * takes over; where there is none, what is wanted is fetched anew.
 */
export function withoutActive(
  journal: ModelJournal,
  why: Failure,
  capabilities: Capabilities,
): ModelJournal {
  const { active, previous, wanted, update } = journal;
  if (update?.phase === 'observe') return transition(journal, { ok: false, ...why });
  if (!active || !previous || !wanted) {
    const bare = { ...journal, active: previous, previous: null, settled: null };
    return startWanted(bare, capabilities);
  }
  return {
    ...journal,
    active: previous,
    previous: null,
    settled: {
      target: wanted,
      state: 'rolled-back',
      variantId: active.variant.variantId,
      delegate: active.delegate,
      ...why,
    },
  };
}
