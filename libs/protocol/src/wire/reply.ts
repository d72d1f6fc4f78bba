import { bool, schema, string, table } from '@flotilla/flatbuffer';
import * as check from '../check';
import { createCodec } from '../codec';
import { maximumMessageBytes } from '../limits';
import type { CommandReply } from '../messages';

const CommandReplyTable = table('CommandReply', {
  id: string(),
  ok: bool(),
  code: string(),
  message: string(),
});

export const replySchema = schema({
  namespace: 'flotilla.protocol.v1',
  root: CommandReplyTable,
  identifier: 'FLRE',
});

export const replyCodec = createCodec<typeof CommandReplyTable, CommandReply>({
  schema: replySchema,
  maximumBytes: maximumMessageBytes.reply,
  check: check.record<CommandReply>({
    id: check.id,
    ok: check.anything,
    code: check.code,
    message: check.reason,
  }),
  toWire: (message) => message,
  fromWire: (wire) => wire,
});
