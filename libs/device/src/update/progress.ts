import type { Progress, ProgressState } from '@flotilla/protocol';
import type { Refusal } from './accept-desired';
import { reasonInBrief } from './failure';
import type { ModelJournal, Outcome, UpdatePhase } from './journal';
import { currentDelegate, currentVariant } from './next-step';

const states: Readonly<Record<UpdatePhase, ProgressState>> = {
  'download-variant': 'downloading',
  'verify-variant': 'verifying',
  'download-golden': 'downloading',
  'verify-golden': 'verifying',
  load: 'testing',
  'self-test': 'testing',
  switch: 'committing',
  observe: 'committing',
  'roll-back': 'committing',
  report: 'committing',
  cleanup: 'committing',
};

/**
 * What there is to tell of this model now: the update under way, else how the last one ended.
 * @param fraction 0 to 1 within the phase
 */
export function progressOf(journal: ModelJournal, session: bigint, fraction = 0): Progress | null {
  const { update, settled } = journal;
  if (update && !update.outcome) {
    const { rolloutId, model, attempt, version } = update.target;
    return {
      session,
      rolloutId,
      model,
      variantId: currentVariant(update).variantId,
      attempt,
      version,
      state: states[update.phase],
      fraction,
      code: '',
      message: '',
      delegate: states[update.phase] === 'committing' ? currentDelegate(update) : '',
    };
  }
  return settled && outcomeProgress(settled, session);
}

export function outcomeProgress(outcome: Outcome, session: bigint): Progress {
  const { target, state, variantId, delegate, code } = outcome;
  const { rolloutId, model, attempt, version } = target;
  return {
    session,
    rolloutId,
    model,
    variantId,
    attempt,
    version,
    state,
    fraction: 1,
    code,
    message: reasonInBrief(outcome.message),
    delegate,
  };
}

export function refusalProgress(refusal: Refusal, session: bigint): Progress {
  const { model, code } = refusal;
  return {
    session,
    rolloutId: model.rolloutId,
    model: model.model,
    variantId: model.variants[0]?.variantId ?? '',
    attempt: model.attempt,
    version: model.version,
    state: 'rejected',
    fraction: 1,
    code,
    message: reasonInBrief(refusal.message),
    delegate: '',
  };
}
