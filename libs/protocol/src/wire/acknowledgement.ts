import { schema, table, uint64 } from '@flotilla/flatbuffer';
import * as check from '../check';
import { createCodec } from '../codec';
import { maximumMessageBytes } from '../limits';
import type { Acknowledgement } from '../messages';

const AcknowledgementTable = table('Acknowledgement', { session: uint64(), sequence: uint64() });

export const acknowledgementSchema = schema({
  namespace: 'flotilla.protocol.v1',
  root: AcknowledgementTable,
  identifier: 'FLAC',
});

export const acknowledgementCodec = createCodec<typeof AcknowledgementTable, Acknowledgement>({
  schema: acknowledgementSchema,
  maximumBytes: maximumMessageBytes.acknowledgement,
  check: check.record<Acknowledgement>({ session: check.counter, sequence: check.counter }),
  toWire: (message) => message,
  fromWire: (wire) => wire,
});
