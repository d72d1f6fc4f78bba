import { schema, string, table } from '@flotilla/flatbuffer';
import * as check from '../check';
import { createCodec } from '../codec';
import { maximumMessageBytes } from '../limits';
import { commandKinds, type Command } from '../messages';
import { wireEnum } from '../wire-enum';

const kinds = wireEnum('CommandKind', commandKinds);

const CommandTable = table('Command', { id: string(), kind: kinds.type, model: string() });

export const commandSchema = schema({
  namespace: 'flotilla.protocol.v1',
  root: CommandTable,
  identifier: 'FLCO',
});

export const commandCodec = createCodec<typeof CommandTable, Command>({
  schema: commandSchema,
  maximumBytes: maximumMessageBytes.command,
  check: check.record<Command>({
    id: check.id,
    kind: check.oneOf(commandKinds),
    model: check.nameOrEmpty,
  }),
  toWire: (message) => ({ ...message, kind: kinds.toWire(message.kind) }),
  fromWire: (wire) => ({
    ...wire,
    kind:
      kinds.fromWire(wire.kind) ??
      check.refuse('Command.kind', wire.kind, `one of ${commandKinds.join(', ')} is allowed`),
  }),
});
