import { float64, schema, string, table, uint32, uint64 } from '@flotilla/flatbuffer';
import * as check from '../check';
import { createCodec } from '../codec';
import { maximumMessageBytes } from '../limits';
import { progressStates, type Progress } from '../messages';
import { wireEnum } from '../wire-enum';

const states = wireEnum('ProgressState', progressStates);

const ProgressTable = table('Progress', {
  session: uint64(),
  rolloutId: string(),
  model: string(),
  variantId: string(),
  attempt: uint32(),
  version: uint32(),
  state: states.type,
  fraction: float64(),
  code: string(),
  message: string(),
  delegate: string(),
});

export const progressSchema = schema({
  namespace: 'flotilla.protocol.v1',
  root: ProgressTable,
  identifier: 'FLPR',
});

export const progressCodec = createCodec<typeof ProgressTable, Progress>({
  schema: progressSchema,
  maximumBytes: maximumMessageBytes.progress,
  check: check.record<Progress>({
    session: check.counter,
    rolloutId: check.idOrEmpty,
    model: check.name,
    variantId: check.idOrEmpty,
    attempt: check.attempt,
    version: check.attempt,
    state: check.oneOf(progressStates),
    fraction: check.numberBetween(0, 1),
    code: check.code,
    message: check.reason,
    delegate: check.nameOrEmpty,
  }),
  toWire: (message) => ({ ...message, state: states.toWire(message.state) }),
  fromWire: (wire) => ({
    ...wire,
    state:
      states.fromWire(wire.state) ??
      check.refuse('Progress.state', wire.state, `one of ${progressStates.join(', ')} is allowed`),
  }),
});
