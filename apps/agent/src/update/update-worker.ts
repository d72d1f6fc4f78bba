import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Capabilities,
  type FailureCode,
  failureCodes,
  modelJournal,
  type ModelJournal,
  nextStep,
  progressOf,
  remainingSteps,
  startWanted,
  type StepResult,
  transition,
  withModel,
} from '@flotilla/device';
import type { Progress } from '@flotilla/protocol';
import { messageOf } from '../errors';
import type { JournalStore } from '../journal/journal-store';
import { execute, type ExecutorContext, failureOf } from './executors';
import { Stage } from './stage';

export interface UpdateWorkerParts extends Pick<
  ExecutorContext,
  'cache' | 'downloader' | 'server' | 'log'
> {
  readonly store: JournalStore;
  readonly capabilities: Capabilities;
  readonly session: bigint;
  readonly report: (progress: Progress) => void;
}

/** A disk that takes no journal entry may get room again; nothing is acted on before it does. */
const retryMs = 2_000;

/**
 * Does what the journal says is next, one step of one model at a time, until there is nothing left; then sleeps until
 * `wake`. Each result is in the journal before the next step is looked up.
 */
export class UpdateWorker {
  private readonly stage = new Stage();
  private readonly stopping = new AbortController();
  private underWay: { readonly model: string; readonly serial: number; abort: () => void } | null =
    null;
  private wakeUp: () => void = () => undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly parts: UpdateWorkerParts) {}

  start(): void {
    this.running = this.run();
  }

  /** The journal has changed: look again, and drop a step whose update was superseded. */
  wake(): void {
    const { underWay } = this;
    if (underWay) {
      const { update } = modelJournal(this.parts.store.current, underWay.model);
      if (update?.serial !== underWay.serial) underWay.abort();
    }
    this.wakeUp();
  }

  /** Stops within the step; the journal knows where to go on. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.underWay?.abort();
    this.wakeUp();
    await this.running;
    await this.stage.clear();
  }

  private async run(): Promise<void> {
    const { log } = this.parts;
    while (!this.stopping.signal.aborted) {
      const woken = new Promise<void>((resolve) => (this.wakeUp = resolve));
      const model = this.parts.store.current.models.find((each) => each.update !== null);
      if (!model) await woken;
      else {
        await this.advance(model).catch(async (error: unknown) => {
          log.error({ model: model.model, reason: messageOf(error) }, 'the update cannot go on');
          await this.pause();
        });
      }
    }
  }

  private async pause(): Promise<void> {
    const { signal } = this.stopping;
    await sleep(retryMs, undefined, { signal }).catch(() => undefined);
  }

  private async advance(journal: ModelJournal): Promise<void> {
    const { store, session, report, log } = this.parts;
    const step = nextStep(journal);
    if (!step || !journal.update) return;
    const { serial } = journal.update;
    const { model } = journal;
    if (journal.update.transitions === 0) {
      const plan = remainingSteps(journal).map((each) => each.kind);
      log.info({ model, rolloutId: journal.update.target.rolloutId, plan }, 'update begins');
    }
    const progress = (fraction: number): void => {
      const message = progressOf(modelJournal(store.current, model), session, fraction);
      if (message) report(message);
    };
    progress(0);
    const result = await this.attempt(journal, serial, progress);
    if (!result) return;
    await this.persist(model, serial, result);
    progress(0);
  }

  /** @returns null when the step was dropped, by a newer target or the end of the process */
  private async attempt(
    journal: ModelJournal,
    serial: number,
    onProgress: (fraction: number) => void,
  ): Promise<StepResult | null> {
    const { log, store } = this.parts;
    const step = nextStep(journal);
    if (!step) return null;
    const controller = new AbortController();
    this.underWay = {
      model: journal.model,
      serial,
      abort: () => {
        controller.abort();
      },
    };
    const context: ExecutorContext = {
      ...this.parts,
      model: journal.model,
      journal: () => store.current,
      stage: this.stage,
      signal: controller.signal,
      onProgress,
    };
    try {
      if (this.stopping.signal.aborted) return null;
      await execute(step, context);
      return { ok: true };
    } catch (error) {
      if (controller.signal.aborted) return null;
      const { code, message } = failureOf(error);
      log.warn({ model: journal.model, step: step.kind, code, message }, 'step failed');
      return { ok: false, code: asFailureCode(code), message };
    } finally {
      this.underWay = null;
    }
  }

  private async persist(model: string, serial: number, result: StepResult): Promise<void> {
    const { store, capabilities, log } = this.parts;
    while (!this.stopping.signal.aborted) {
      try {
        await store.change((journal) => {
          const current = modelJournal(journal, model);
          if (current.update?.serial !== serial) return journal;
          return withModel(journal, startWanted(transition(current, result), capabilities));
        });
        return;
      } catch (error) {
        log.error({ reason: messageOf(error) }, 'the journal cannot be written');
        await this.pause();
      }
    }
  }
}

function asFailureCode(code: string): FailureCode {
  return failureCodes.find((each) => each === code) ?? 'INTERNAL';
}
