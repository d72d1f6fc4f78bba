import { type DesiredState, limits } from '@flotilla/protocol';
import { beginUpdate, type Capabilities } from './begin-update';
import type { Failure } from './failure';
import {
  type Journal,
  maximumModels,
  modelJournal,
  type ModelJournal,
  type UpdatePhase,
  withModel,
} from './journal';
import { isSameAttempt, readTarget, type Target } from './target';

export type DesiredVerdict =
  | { readonly kind: 'accepted'; readonly journal: Journal; readonly refused: readonly Refusal[] }
  /** Seen before, or overtaken by a newer one. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'rejected'; readonly refused: readonly Refusal[] };

/** A model of the desired state that is not acted on, with the reason to report. */
export interface Refusal extends Failure {
  readonly model: DesiredState['models'][number];
}

export interface AcceptanceContext extends Capabilities {
  readonly nowMs: number;
}

/**
 * Whether and how a desired state changes what this device does. Counters only grow, so a replayed or reordered
 * message changes nothing; an expired one starts nothing, and what is installed stays.
 */
export function acceptDesired(
  journal: Journal,
  desired: DesiredState,
  context: AcceptanceContext,
): DesiredVerdict {
  if (desired.counter <= BigInt(journal.desiredCounter)) return { kind: 'ignored' };
  if (desired.expiresAtMs !== 0n && desired.expiresAtMs <= BigInt(Math.trunc(context.nowMs))) {
    return rejectAll(desired, 'EXPIRED', `the desired state expired at ${desired.expiresAtMs} ms`);
  }
  if (desired.models.length > limits.models) {
    return rejectAll(desired, 'UNUSABLE', `${desired.models.length} models are too many`);
  }
  const refused: Refusal[] = [];
  let next: Journal = {
    ...journal,
    desiredCounter: desired.counter.toString(),
    // What is neither wanted nor here any more would let the journal grow for ever.
    models: journal.models.filter(
      (each) =>
        each.active !== null ||
        each.update !== null ||
        desired.models.some(({ model }) => model === each.model),
    ),
  };
  for (const model of desired.models) {
    const target = readTarget(model);
    const isKnown = next.models.some((each) => each.model === model.model);
    if (!target || (!isKnown && next.models.length >= maximumModels)) {
      const message = `no device can act on this target of model '${model.model}'`;
      refused.push({ model, code: 'UNUSABLE', message });
      continue;
    }
    next = withModel(next, retarget(modelJournal(next, target.model), target, context));
  }
  return { kind: 'accepted', journal: next, refused };
}

/** An update may be dropped for a newer one only while the active variant is untouched. */
const disturbable: Readonly<Record<UpdatePhase, boolean>> = {
  'download-variant': true,
  'verify-variant': true,
  'download-golden': true,
  'verify-golden': true,
  load: true,
  'self-test': true,
  switch: false,
  observe: false,
  'roll-back': false,
  report: false,
  cleanup: false,
};

function retarget(journal: ModelJournal, target: Target, context: Capabilities): ModelJournal {
  const { update } = journal;
  const renamed = { ...journal, wanted: target };
  if (update && isSameAttempt(update.target, target)) {
    const outcome = update.outcome && { ...update.outcome, target };
    const settled = outcome ?? journal.settled;
    return { ...renamed, settled, update: { ...update, target, outcome } };
  }
  if (update && !disturbable[update.phase]) return renamed;
  return startWanted({ ...renamed, update: null }, context);
}

/** Begins what is wanted and not yet settled; an attempt that ended is reported again, not made again. */
export function startWanted(journal: ModelJournal, capabilities: Capabilities): ModelJournal {
  const { wanted, settled, update } = journal;
  if (!wanted || update) return journal;
  if (settled && isSameAttempt(settled.target, wanted)) {
    return { ...journal, settled: { ...settled, target: wanted } };
  }
  return beginUpdate(journal, wanted, capabilities);
}

function rejectAll(desired: DesiredState, code: Failure['code'], message: string): DesiredVerdict {
  return {
    kind: 'rejected',
    refused: desired.models.slice(0, limits.models).map((model) => ({ model, code, message })),
  };
}
