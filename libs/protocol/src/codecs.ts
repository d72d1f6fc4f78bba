import type { Codec } from './codec';
import type {
  Acknowledgement,
  Command,
  CommandReply,
  DesiredState,
  Hello,
  LastWill,
  Progress,
  Telemetry,
} from './messages';
import { acknowledgementCodec } from './wire/acknowledgement';
import { commandCodec } from './wire/command';
import { desiredCodec } from './wire/desired';
import { helloCodec } from './wire/hello';
import { progressCodec } from './wire/progress';
import { replyCodec } from './wire/reply';
import { telemetryCodec } from './wire/telemetry';
import { willCodec } from './wire/will';

/** The message that each kind of topic carries. */
export interface MessageByKind {
  readonly hello: Hello;
  readonly progress: Progress;
  readonly telemetry: Telemetry;
  readonly reply: CommandReply;
  readonly will: LastWill;
  readonly desired: DesiredState;
  readonly acknowledgement: Acknowledgement;
  readonly command: Command;
}

/** The wire form of each kind of message: FlatBuffers, see `schema/*.fbs`. */
export const codecs: { readonly [Kind in keyof MessageByKind]: Codec<MessageByKind[Kind]> } = {
  hello: helloCodec,
  progress: progressCodec,
  telemetry: telemetryCodec,
  reply: replyCodec,
  will: willCodec,
  desired: desiredCodec,
  acknowledgement: acknowledgementCodec,
  command: commandCodec,
};
