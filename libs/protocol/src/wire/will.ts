import { schema, table, uint64 } from '@flotilla/flatbuffer';
import * as check from '../check';
import { createCodec } from '../codec';
import { maximumMessageBytes } from '../limits';
import type { LastWill } from '../messages';

const LastWillTable = table('LastWill', { session: uint64() });

export const willSchema = schema({
  namespace: 'flotilla.protocol.v1',
  root: LastWillTable,
  identifier: 'FLWI',
});

export const willCodec = createCodec<typeof LastWillTable, LastWill>({
  schema: willSchema,
  maximumBytes: maximumMessageBytes.will,
  check: check.record<LastWill>({ session: check.counter }),
  toWire: (message) => message,
  fromWire: (wire) => wire,
});
