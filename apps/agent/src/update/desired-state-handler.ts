import {
  acceptDesired,
  type Capabilities,
  modelJournal,
  progressOf,
  refusalProgress,
} from '@flotilla/device';
import type { Clock } from '@flotilla/foundation';
import type { DesiredState, Progress } from '@flotilla/protocol';
import { messageOf } from '../errors';
import type { JournalStore } from '../journal/journal-store';
import type { Logger } from '../log';
import type { ModelServer } from '../serving/model-server';

export interface DesiredStateHandlerParts {
  readonly store: JournalStore;
  readonly server: ModelServer;
  readonly capabilities: Capabilities;
  readonly session: bigint;
  readonly clock: Clock;
  readonly report: (progress: Progress) => void;
  readonly wake: () => void;
  readonly log: Logger;
}

/** Takes in what the platform desires: into the journal first, then to the worker. */
export class DesiredStateHandler {
  constructor(private readonly parts: DesiredStateHandlerParts) {}

  async accept(desired: DesiredState): Promise<void> {
    const { store, capabilities, session, clock, report, wake, log } = this.parts;
    const context = { ...capabilities, nowMs: clock.nowMs() };
    try {
      const after = await store.change((journal) => {
        const verdict = acceptDesired(journal, desired, context);
        if (verdict.kind !== 'ignored') {
          for (const refusal of verdict.refused) {
            log.warn({ code: refusal.code, reason: refusal.message }, 'desired state refused');
            report(refusalProgress(refusal, session));
          }
        }
        return verdict.kind === 'accepted' ? verdict.journal : journal;
      });
      for (const { model } of desired.models) this.follow(model);
      log.info({ counter: after.desiredCounter }, 'desired state');
      wake();
    } catch (error) {
      // Not accepted, so the retained message brings it again with the next session.
      log.error({ reason: messageOf(error) }, 'the journal cannot be written');
    }
  }

  /** A slot may go by a new id, and an attempt that had ended is reported under its new version. */
  private follow(model: string): void {
    const { store, server, session, report } = this.parts;
    const journal = modelJournal(store.current, model);
    const { active } = journal;
    if (active && server.model(model).serves(active)) server.model(model).rename(active);
    const progress = progressOf(journal, session);
    if (progress) report(progress);
  }
}
