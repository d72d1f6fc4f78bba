import { codecs, type Codec, type MessageKind } from '../src/index';

/** A codec whose kind is known at run time only; a wrong message fails in the codec itself. */
export function anyCodec(kind: MessageKind): Codec<unknown> {
  return codecs[kind];
}
