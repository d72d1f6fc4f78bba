import { type Failure, reasonInBrief } from './failure';
import type { ModelJournal, Update, UpdatePhase } from './journal';
import { candidateSlot, currentDelegate, currentVariant } from './next-step';
import { isActive, outcomeOf, settle, settleAsInstalled } from './outcome';

/** How the step of the present phase ended. */
export type StepResult = { readonly ok: true } | ({ readonly ok: false } & Failure);

/** A transfer may be damaged by chance once; twice is what the store holds. */
const damagedTransfersAllowed = 1;

type Transition = (journal: ModelJournal, update: Update) => ModelJournal;
type FailureTransition = (journal: ModelJournal, update: Update, why: Failure) => ModelJournal;

const onDone: Readonly<Record<UpdatePhase, Transition>> = {
  'download-variant': goTo('verify-variant'),
  'verify-variant': (journal, update) =>
    goTo(currentVariant(update).golden ? 'download-golden' : 'load')(journal, {
      ...update,
      damagedTransfers: 0,
    }),
  'download-golden': goTo('verify-golden'),
  'verify-golden': goTo('load'),
  load: goTo('self-test'),
  'self-test': goTo('switch'),
  switch: (journal, update) => {
    const { active, previous } = journal;
    const slot = candidateSlot(update);
    return {
      ...journal,
      active: slot,
      // The same file on another delegate is no variant to go back to.
      previous: active?.variant.file.digest === slot.variant.file.digest ? previous : active,
      update: { ...update, phase: 'observe', displaced: { active, previous } },
    };
  },
  observe: (journal, update) => settle(journal, update, outcomeOf(update, 'succeeded', null)),
  'roll-back': (journal, update) => {
    const why = update.failures.at(-1) ?? null;
    const restored = update.displaced ?? { active: null, previous: null };
    const state = restored.active ? 'rolled-back' : 'failed';
    return settle({ ...journal, ...restored }, update, outcomeOf(update, state, why));
  },
  report: goTo('cleanup'),
  cleanup: (journal) => ({ ...journal, update: null }),
};

const onFailed: Readonly<Record<UpdatePhase, FailureTransition>> = {
  'download-variant': nextVariant,
  'verify-variant': transferAgain('download-variant'),
  'download-golden': nextVariant,
  'verify-golden': transferAgain('download-golden'),
  load: nextDelegate,
  'self-test': nextDelegate,
  switch: nextDelegate,
  observe: (journal, update, why) => goTo('roll-back')(journal, withFailure(update, why)),
  'roll-back': (journal, update, why) =>
    settle(journal, update, outcomeOf(update, 'failed', { ...why, code: 'ROLL_BACK_FAILED' })),
  report: goTo('cleanup'),
  // What could not be removed now is found by the next clean-up.
  cleanup: (journal) => ({ ...journal, update: null }),
};

/**
 * The journal after the step of its present phase ended.
 * @throws TypeError when nothing is under way
 */
export function transition(journal: ModelJournal, result: StepResult): ModelJournal {
  const { update } = journal;
  if (!update) throw new TypeError(`model ${journal.model} has no update under way`);
  const counted = { ...update, transitions: update.transitions + 1 };
  if (counted.transitions > transitionLimit(counted)) return breakLoop(journal, counted);
  return result.ok
    ? onDone[update.phase](journal, counted)
    : onFailed[update.phase](journal, counted, result);
}

/** More than the longest way through all candidates, two transfers of each file and every delegate tried. */
export function transitionLimit(update: Update): number {
  const delegates = update.candidates.reduce((sum, each) => sum + each.delegates.length, 0);
  return 16 + 8 * update.candidates.length + 3 * delegates;
}

function breakLoop(journal: ModelJournal, update: Update): ModelJournal {
  if (update.phase === 'report' || update.phase === 'cleanup') return { ...journal, update: null };
  const why: Failure = { code: 'STATE_LOOP', message: `gave up after ${update.transitions} steps` };
  const restored = update.displaced ?? {};
  return settle({ ...journal, ...restored }, update, outcomeOf(update, 'failed', why));
}

function goTo(phase: UpdatePhase): Transition {
  return (journal, update) => ({ ...journal, update: { ...update, phase } });
}

function transferAgain(phase: 'download-variant' | 'download-golden'): FailureTransition {
  return (journal, update, why) =>
    why.code === 'DIGEST_MISMATCH' && update.damagedTransfers < damagedTransfersAllowed
      ? goTo(phase)(journal, { ...update, damagedTransfers: update.damagedTransfers + 1 })
      : nextVariant(journal, update, why);
}

function nextDelegate(journal: ModelJournal, update: Update, why: Failure): ModelJournal {
  if (update.delegate + 1 >= currentVariant(update).delegates.length) {
    return nextVariant(journal, update, why);
  }
  const failed = withFailure(update, why);
  return goTo('load')(journal, { ...failed, delegate: update.delegate + 1, interruptions: 0 });
}

function nextVariant(journal: ModelJournal, update: Update, why: Failure): ModelJournal {
  const failed = withFailure(update, why);
  if (update.candidate + 1 >= update.candidates.length) {
    // Something of the candidate had run beside the active variant: say that the device is back where it was.
    const wasTried = failed.failures.some((each) => each.delegate !== '');
    const state = wasTried && journal.active ? 'rolled-back' : 'failed';
    return settle(journal, failed, outcomeOf(failed, state, why));
  }
  const next: Update = {
    ...failed,
    phase: 'download-variant',
    candidate: update.candidate + 1,
    delegate: 0,
    damagedTransfers: 0,
    interruptions: 0,
  };
  return isActive(journal, next) ? settleAsInstalled(journal, next) : { ...journal, update: next };
}

function withFailure(update: Update, why: Failure): Update {
  const triedPhases: readonly UpdatePhase[] = ['load', 'self-test', 'switch', 'observe'];
  const failure = {
    variantId: currentVariant(update).variantId,
    delegate: triedPhases.includes(update.phase) ? currentDelegate(update) : '',
    code: why.code,
    message: reasonInBrief(why.message),
  };
  return { ...update, failures: [...update.failures, failure] };
}
