import type { Journal, ModelJournal, UpdatePhase } from './journal';
import { transition } from './transition';

interface Recovery {
  /** The phase in which the update goes on. */
  readonly to: UpdatePhase;
  /** Whether the variant itself may have brought the process down. */
  readonly suspect: boolean;
}

/**
 * What a restart does about the phase that was under way. Whatever was only in memory (a loaded interpreter) is made
 * anew; whatever is on disk is checked again rather than trusted. Modelled on Mender's `LoadStateFromDb`.
 */
export const recoveryTable: Readonly<Record<UpdatePhase, Recovery>> = {
  'download-variant': { to: 'download-variant', suspect: false },
  'verify-variant': { to: 'verify-variant', suspect: false },
  'download-golden': { to: 'download-golden', suspect: false },
  'verify-golden': { to: 'verify-golden', suspect: false },
  load: { to: 'load', suspect: true },
  'self-test': { to: 'load', suspect: true },
  switch: { to: 'load', suspect: true },
  observe: { to: 'observe', suspect: true },
  'roll-back': { to: 'roll-back', suspect: false },
  report: { to: 'report', suspect: false },
  cleanup: { to: 'cleanup', suspect: false },
};

/** Power may fail twice while a variant is tried; a third time is held against the variant. */
const interruptionsAllowed = 2;

/** The journal with which a restarted process goes on. */
export function recover(journal: Journal): Journal {
  return { ...journal, models: journal.models.map(recoverModel) };
}

function recoverModel(journal: ModelJournal): ModelJournal {
  const { update } = journal;
  if (!update) return journal;
  const { to, suspect } = recoveryTable[update.phase];
  if (!suspect) return { ...journal, update: { ...update, phase: to } };
  const interruptions = update.interruptions + 1;
  const interrupted = { ...journal, update: { ...update, interruptions } };
  return interruptions > interruptionsAllowed
    ? transition(interrupted, {
        ok: false,
        code: 'INTERRUPTED',
        message: `the process died ${interruptions} times at ${update.phase}`,
      })
    : { ...journal, update: { ...update, interruptions, phase: to } };
}
