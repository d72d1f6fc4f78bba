import { limits } from '@flotilla/protocol';
import { z } from 'zod';
import { failureCodes } from './failure';
import { nameSchema, targetSchema, targetVariantSchema, textSchema } from './target';

/** Where an update stands. Persisted before the phase is acted on, so that a restart knows what was under way. */
export const updatePhases = [
  'download-variant',
  'verify-variant',
  'download-golden',
  'verify-golden',
  'load',
  'self-test',
  'switch',
  'observe',
  'roll-back',
  'report',
  'cleanup',
] as const;
export type UpdatePhase = (typeof updatePhases)[number];

const slotSchema = z.strictObject({
  modelVersion: z.int(),
  /** The delegate that proved itself. */
  delegate: nameSchema,
  variant: targetVariantSchema,
});
/** A variant on disk that proved itself on this device. */
export type Slot = z.infer<typeof slotSchema>;

const failedTrySchema = z.strictObject({
  variantId: z.string(),
  delegate: z.string(),
  code: z.enum(failureCodes),
  message: z.string(),
});
export type FailedTry = z.infer<typeof failedTrySchema>;

const outcomeSchema = z.strictObject({
  target: targetSchema,
  state: z.enum(['succeeded', 'failed', 'rejected', 'rolled-back', 'already-installed']),
  variantId: textSchema(limits.idLength),
  delegate: textSchema(limits.nameLength),
  code: z.union([z.enum(failureCodes), z.literal('')]),
  message: z.string(),
});
/** How a target ended; kept so that the report can be repeated until the platform has moved on. */
export type Outcome = z.infer<typeof outcomeSchema>;

const updateSchema = z.strictObject({
  /** Tells the results of a superseded update from those of the present one. */
  serial: z.int(),
  target: targetSchema,
  /** The variants that this device can run, each with the delegates that it has. */
  candidates: z.array(targetVariantSchema),
  phase: z.enum(updatePhases),
  /** Index into `candidates`, and into that candidate's delegates. */
  candidate: z.int().nonnegative(),
  delegate: z.int().nonnegative(),
  /** How often the present file arrived damaged. */
  damagedTransfers: z.int().nonnegative(),
  /** How often the process died while the present variant was being tried. */
  interruptions: z.int().nonnegative(),
  /** Transitions so far, for the loop breaker. */
  transitions: z.int().nonnegative(),
  failures: z.array(failedTrySchema).max(256),
  /** What a roll-back restores. */
  displaced: z
    .strictObject({ active: slotSchema.nullable(), previous: slotSchema.nullable() })
    .nullable(),
  outcome: outcomeSchema.nullable(),
});
export type Update = z.infer<typeof updateSchema>;

const modelJournalSchema = z.strictObject({
  model: nameSchema,
  /** The newest target that was accepted; it waits where an update must not be disturbed. */
  wanted: targetSchema.nullable(),
  active: slotSchema.nullable(),
  previous: slotSchema.nullable(),
  update: updateSchema.nullable(),
  settled: outcomeSchema.nullable(),
  serial: z.int().nonnegative(),
});
export type ModelJournal = z.infer<typeof modelJournalSchema>;

/** Half of what a hello can list: each model has an active and a previous slot. */
export const maximumModels = limits.installed / 2;

const counterSchema = z
  .string()
  .refine((text) => /^\d{1,19}$/.test(text) && BigInt(text) <= limits.counter);

export const journalSchema = z.strictObject({
  format: z.literal(1),
  /** Decimal, as JSON has no 64-bit integers. */
  session: counterSchema,
  desiredCounter: counterSchema,
  models: z.array(modelJournalSchema).max(maximumModels),
});
/** Everything that a device must not forget. Immutable: each change is a new value. */
export type Journal = z.infer<typeof journalSchema>;

export const emptyJournal: Journal = { format: 1, session: '0', desiredCounter: '0', models: [] };

/** @returns null when the value is no journal, whatever else it may be */
export function parseJournal(value: unknown): Journal | null {
  const result = journalSchema.safeParse(value);
  return result.success ? result.data : null;
}

export function modelJournal(journal: Journal, model: string): ModelJournal {
  return (
    journal.models.find((each) => each.model === model) ?? {
      model,
      wanted: null,
      active: null,
      previous: null,
      update: null,
      settled: null,
      serial: 0,
    }
  );
}

export function withModel(journal: Journal, changed: ModelJournal): Journal {
  const others = journal.models.filter((each) => each.model !== changed.model);
  return { ...journal, models: [...others, changed] };
}
