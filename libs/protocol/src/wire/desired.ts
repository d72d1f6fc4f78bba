import {
  bytes,
  float64,
  schema,
  string,
  table,
  uint32,
  uint64,
  vector,
} from '@flotilla/flatbuffer';
import * as check from '../check';
import { createCodec } from '../codec';
import { limits, maximumMessageBytes } from '../limits';
import type { DesiredModel, DesiredState, DesiredVariant } from '../messages';

const DesiredVariantTable = table('DesiredVariant', {
  variantId: string(),
  digest: string(),
  sizeBytes: uint64(),
  delegates: vector(string()),
  goldenDigest: string(),
  goldenSizeBytes: uint64(),
  goldenTolerance: float64(),
});

const DesiredModelTable = table('DesiredModel', {
  model: string(),
  modelVersion: uint32(),
  rolloutId: string(),
  attempt: uint32(),
  version: uint32(),
  variants: vector(DesiredVariantTable),
});

const DesiredStateTable = table('DesiredState', {
  counter: uint64(),
  expiresAtMs: uint64(),
  cohort: string(),
  models: vector(DesiredModelTable),
  signature: bytes(),
});

const checkVariant = check.record<DesiredVariant>({
  variantId: check.id,
  digest: check.digest,
  sizeBytes: check.counter,
  delegates: check.list(check.name, limits.delegates),
  goldenDigest: check.emptyOr(check.digest),
  goldenSizeBytes: check.counter,
  goldenTolerance: check.numberBetween(0, Number.MAX_VALUE),
});

const checkModel = check.record<DesiredModel>({
  model: check.name,
  modelVersion: check.attempt,
  rolloutId: check.idOrEmpty,
  attempt: check.attempt,
  version: check.attempt,
  variants: check.list(checkVariant, limits.variants),
});

export const desiredSchema = schema({
  namespace: 'flotilla.protocol.v1',
  root: DesiredStateTable,
  identifier: 'FLDE',
});

export const desiredCodec = createCodec<typeof DesiredStateTable, DesiredState>({
  schema: desiredSchema,
  maximumBytes: maximumMessageBytes.desired,
  check: check.record<DesiredState>({
    counter: check.counter,
    expiresAtMs: check.timestampMs,
    cohort: check.nameOrEmpty,
    models: check.list(checkModel, limits.models),
    signature: check.bytesUpTo(limits.signatureBytes),
  }),
  toWire: (message) => message,
  fromWire: (wire) => wire,
});
