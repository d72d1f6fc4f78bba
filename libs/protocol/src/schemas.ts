import type { Schema } from '@flotilla/flatbuffer';
import type { MessageKind } from './topics';
import { acknowledgementSchema } from './wire/acknowledgement';
import { commandSchema } from './wire/command';
import { desiredSchema } from './wire/desired';
import { helloSchema } from './wire/hello';
import { progressSchema } from './wire/progress';
import { replySchema } from './wire/reply';
import { telemetrySchema } from './wire/telemetry';
import { willSchema } from './wire/will';

/** The FlatBuffers schema of each kind of message; `schema/<kind>.fbs` is its printed form. */
export const schemas: Readonly<Record<MessageKind, Schema>> = {
  hello: helloSchema,
  progress: progressSchema,
  telemetry: telemetrySchema,
  reply: replySchema,
  will: willSchema,
  desired: desiredSchema,
  acknowledgement: acknowledgementSchema,
  command: commandSchema,
};
