import { acceptDesired } from '../src/update/accept-desired';
import type { FailureCode } from '../src/update/failure';
import {
  emptyJournal,
  type Journal,
  modelJournal,
  type ModelJournal,
  parseJournal,
} from '../src/update/journal';
import { nextStep } from '../src/update/next-step';
import type { StepKind } from '../src/update/step';
import { type StepResult, transition } from '../src/update/transition';
import { desiredModel, desiredState, desiredVariant } from './desired-state';

export const capabilities = { delegates: ['xnnpack', 'cpu'], nowMs: 0 };
export const done: StepResult = { ok: true };
export const failed = (code: FailureCode): StepResult => ({ ok: false, code, message: 'because' });

export function accept(journal: Journal, ...args: Parameters<typeof desiredState>): Journal {
  const verdict = acceptDesired(journal, desiredState(...args), capabilities);
  if (verdict.kind !== 'accepted') throw new Error(verdict.kind);
  return verdict.journal;
}

export const fashion = (journal: Journal): ModelJournal => modelJournal(journal, 'fashion');
export const started = (): ModelJournal => fashion(accept(emptyJournal, 1n));

/** Does the steps, answering each with what `answer` says of it. */
export function run(from: ModelJournal, answer: (kind: StepKind) => StepResult): ModelJournal {
  let journal = from;
  for (let step = nextStep(journal); step; step = nextStep(journal)) {
    journal = transition(journal, answer(step.kind));
  }
  return journal;
}

export const installed = (): ModelJournal => run(started(), () => done);

/** Wants variants c and d on a device where a is active. */
export function upgrading(): ModelJournal {
  const verdict = acceptDesired(
    { ...emptyJournal, desiredCounter: '1', models: [installed()] },
    desiredState(2n, [
      desiredModel({
        modelVersion: 2,
        attempt: 2,
        variants: [desiredVariant('c'), desiredVariant('d')],
      }),
    ]),
    capabilities,
  );
  if (verdict.kind !== 'accepted') throw new Error(verdict.kind);
  return fashion(verdict.journal);
}

export const activeDigest = (journal: ModelJournal) => journal.active?.variant.file.digest;

/** What a file of JSON makes of the journal. */
export function roundTrip(journal: Journal): Journal {
  const parsed = parseJournal(JSON.parse(JSON.stringify(journal)));
  if (!parsed) throw new Error('not a journal');
  return parsed;
}
