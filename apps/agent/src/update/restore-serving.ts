import {
  type Capabilities,
  modelJournal,
  type ModelJournal,
  type Slot,
  withModel,
  withoutActive,
} from '@flotilla/device';
import type { ArtifactCache } from '../artifacts/artifact-cache';
import { messageOf } from '../errors';
import type { JournalStore } from '../journal/journal-store';
import type { Logger } from '../log';
import { logServing } from '../serving/log-serving';
import type { LoadedVariant } from '../serving/served-model';
import type { ModelServer } from '../serving/model-server';

export interface RestoreParts {
  readonly store: JournalStore;
  readonly server: ModelServer;
  readonly cache: ArtifactCache;
  readonly capabilities: Capabilities;
  readonly log: Logger;
}

/** At start: what was active serves again before anything else happens, network or not. */
export async function restoreServing(parts: RestoreParts): Promise<void> {
  for (const { model } of parts.store.current.models) await restoreModel(model, parts);
}

async function restoreModel(model: string, parts: RestoreParts): Promise<void> {
  const { store, server, capabilities, log } = parts;
  // Each turn gives up one slot, and there are two.
  for (;;) {
    const { active } = modelJournal(store.current, model);
    if (!active) return;
    try {
      const loaded = await loadSlot(active, parts);
      await server.model(model).swap(loaded);
      logServing(log, model, loaded.slot);
      if (loaded.slot !== active)
        await change(model, parts, (each) => ({ ...each, active: loaded.slot }));
      return;
    } catch (error) {
      const message = messageOf(error);
      log.error(
        { model, variantId: active.variant.variantId, reason: message },
        'active variant unusable',
      );
      await change(model, parts, (each) =>
        withoutActive(each, { code: 'ACTIVE_UNUSABLE', message }, capabilities),
      );
      if (modelJournal(store.current, model).active === active) return;
    }
  }
}

/** Tries the delegate that proved itself, then the variant's others: hardware may have been taken away. */
async function loadSlot(
  slot: Slot,
  { server, cache, capabilities }: RestoreParts,
): Promise<LoadedVariant> {
  if (!(await cache.isSound('variant', slot.variant.file.digest))) {
    throw new Error(`the file of ${slot.variant.variantId} is gone or damaged`);
  }
  const delegates = [...new Set([slot.delegate, ...slot.variant.delegates])].filter((each) =>
    capabilities.delegates.includes(each),
  );
  let lastError: unknown = new Error(`no delegate is left of ${slot.variant.delegates.join(', ')}`);
  for (const delegate of delegates) {
    try {
      const loaded = await server.load({ ...slot, delegate });
      return { slot: delegate === slot.delegate ? slot : { ...slot, delegate }, ...loaded };
    } catch (error) {
      lastError = error;
    }
  }
  throw lastError;
}

async function change(
  model: string,
  { store }: RestoreParts,
  edit: (journal: ModelJournal) => ModelJournal,
): Promise<void> {
  await store.change((journal) => withModel(journal, edit(modelJournal(journal, model))));
}
