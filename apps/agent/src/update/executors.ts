import {
  type Artifact,
  type Journal,
  keptDigests,
  type ModelJournal,
  type Step,
  type StepKind,
} from '@flotilla/device';
import { isCodedError } from '@flotilla/foundation';
import type { ArtifactCache } from '../artifacts/artifact-cache';
import type { Downloader } from '../artifacts/downloader';
import { messageOf, stepError } from '../errors';
import type { Logger } from '../log';
import { logServing } from '../serving/log-serving';
import type { ModelServer } from '../serving/model-server';
import { anyInputs, goldenLimitBytes, selfTest, smokeTest } from '../serving/self-test';
import type { Stage } from './stage';

export interface ExecutorContext {
  readonly model: string;
  readonly journal: () => Journal;
  readonly cache: ArtifactCache;
  readonly downloader: Downloader;
  readonly server: ModelServer;
  readonly stage: Stage;
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
  readonly log: Logger;
}

type Executor<K extends StepKind> = (
  step: Extract<Step, { kind: K }>,
  context: ExecutorContext,
) => Promise<void>;

/** One executor a step; a step without one does not compile. Each throws a `CodedError<FailureCode>`. */
const executors: { readonly [K in StepKind]: Executor<K> } = {
  download: async ({ role, file }, { downloader, signal, onProgress }) => {
    if (role === 'golden' && file.sizeBytes > goldenLimitBytes) {
      throw stepError(
        'GOLDEN_UNUSABLE',
        `cannot use ${file.sizeBytes} bytes of golden samples: at most ${goldenLimitBytes} are read`,
      );
    }
    await downloader.download(role, file, { signal, onProgress });
  },

  verify: ({ role, file }, { cache }) => cache.admit(role, file),

  load: async ({ variant, delegate }, { server, stage }) => {
    await stage.put({ variant, delegate }, await server.load({ variant, delegate }));
  },

  'self-test': async ({ variant, delegate }, { cache, stage, log }) => {
    const { interpreter } = stage.peek({ variant, delegate });
    if (!variant.golden) return smokeTest(interpreter);
    const file = await cache.read('golden', variant.golden.file.digest);
    const result = await selfTest(interpreter, file, variant.golden.tolerance);
    log.info({ variantId: variant.variantId, delegate, ...result }, 'self-test passed');
  },

  switch: async ({ slot }, { model, server, stage, log }) => {
    await server.model(model).swap({ slot, ...stage.take(slot) });
    logServing(log, model, slot);
  },

  observe: async ({ slot }, { model, server, cache }) => {
    const served = server.model(model);
    if (!served.serves(slot)) throw stepError('OBSERVATION_FAILED', 'the variant is not serving');
    const { golden } = slot.variant;
    const file = golden && (await cache.read('golden', golden.file.digest));
    try {
      await served.invoke(({ interpreter }) => ({
        inputs: anyInputs(interpreter, slot.variant, file),
      }));
    } catch (error) {
      throw stepError('OBSERVATION_FAILED', messageOf(error), error);
    }
    await served.settle();
  },

  'roll-back': async ({ to }, { model, server, log }) => {
    const served = server.model(model);
    if (!to) await served.swap(null);
    else if (!served.serves(to) && !(await served.swapBack(to))) {
      await served.swap({ slot: to, ...(await server.load(to)) });
    }
    await served.settle();
    logServing(log, model, to);
  },

  // The outcome is in the journal, from where it is sent now and at each new session.
  report: () => Promise.resolve(),

  cleanup: async ({ keep }, { model, journal, cache, stage }) => {
    await stage.clear();
    const others = journal().models.filter((each) => each.model !== model);
    await cache.removeAllBut(new Set([...keep, ...others.flatMap(neededDigests)]));
  },
};

/** @throws CodedError with a `FailureCode`, or AbortError */
export async function execute(step: Step, context: ExecutorContext): Promise<void> {
  await run(step, context, executors);
}

async function run<K extends StepKind>(
  step: Extract<Step, { kind: K }>,
  context: ExecutorContext,
  table: { readonly [P in K]: Executor<P> },
): Promise<void> {
  await table[step.kind](step, context);
}

/** What another model needs: its slots, and everything that its update may still use. */
function neededDigests(journal: ModelJournal): string[] {
  const files = (journal.update?.candidates ?? []).flatMap((variant): Artifact[] =>
    variant.golden ? [variant.file, variant.golden.file] : [variant.file],
  );
  return [...keptDigests(journal), ...files.map((file) => file.digest)];
}

/** The code to report for what an executor threw. */
export function failureOf(error: unknown): { code: string; message: string } {
  return isCodedError(error)
    ? { code: error.code, message: error.message }
    : { code: 'INTERNAL', message: messageOf(error) };
}
