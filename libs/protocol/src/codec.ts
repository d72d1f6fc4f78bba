import {
  decode,
  encode,
  FlatbufferError,
  type DeepReadonly,
  type Infer,
  type Schema,
  type Table,
} from '@flotilla/flatbuffer';
import type { Check } from './check';
import { protocolError } from './errors';

/** Wire form of one kind of message. What `encode` accepts, `decode` accepts, and the other way round. */
export interface Codec<Message> {
  /** @throws CodedError with a `ProtocolErrorCode` */
  encode(message: Message): Uint8Array;
  /**
   * Decodes untrusted bytes, in time and memory proportional to them. The message shares no bytes with `input`.
   * @throws CodedError with a `ProtocolErrorCode`
   */
  decode(input: Uint8Array): Message;
}

export interface CodecDefinition<T extends Table, Message> {
  readonly schema: Schema<T>;
  readonly check: Check<Message>;
  readonly maximumBytes: number;
  readonly toWire: (message: Message) => DeepReadonly<Infer<T>>;
  readonly fromWire: (wire: Infer<T>) => Message;
}

export function createCodec<T extends Table, Message>(
  definition: CodecDefinition<T, Message>,
): Codec<Message> {
  const { schema, check, maximumBytes, toWire, fromWire } = definition;
  const what = schema.root.name;
  return {
    encode(message) {
      check(message, what);
      const bytes = encode(schema, toWire(message));
      refuseTooLarge(what, bytes, maximumBytes);
      return bytes;
    },
    decode(input) {
      refuseTooLarge(what, input, maximumBytes);
      // Decoded byte fields are views; a socket's buffer must not live as long as a message does.
      const message = fromWire(decodeTable(schema, new Uint8Array(input)));
      check(message, what);
      return message;
    },
  };
}

function decodeTable<T extends Table>(schema: Schema<T>, bytes: Uint8Array): Infer<T> {
  try {
    return decode(schema, bytes);
  } catch (error) {
    if (!(error instanceof FlatbufferError)) throw error;
    throw protocolError('MALFORMED', error.message, error);
  }
}

function refuseTooLarge(what: string, bytes: Uint8Array, maximumBytes: number): void {
  if (bytes.byteLength <= maximumBytes) return;
  throw protocolError(
    'TOO_LARGE',
    `${what} cannot have ${bytes.byteLength} bytes: at most ${maximumBytes} are allowed`,
  );
}
