import type { Metadata } from '../model';

const ENTRY_NAME = 'buffer_location';

/** Tells loaders that have no more than the FlatBuffer that they lack the constants. A fact of the file, not of the model. */
export function isBufferLocation({ name }: Metadata): boolean {
  return name === ENTRY_NAME;
}

/** The entry of a file whose constants stand outside, as the format's own exporter words it. */
export function bufferLocationOutside(): Metadata {
  return {
    name: ENTRY_NAME,
    buffer: { data: new TextEncoder().encode('outside flatbuffers') },
  };
}
