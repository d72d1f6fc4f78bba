import { decode, encode, FlatbufferError } from '@flotilla/flatbuffer';
import { ModelError } from '../errors';
import type { Metadata, Model } from '../model';
import { parserVersion } from './parser-version';
import { METADATA_SCHEMA, type ModelMetadata } from './schema';

const ENTRY_NAME = 'TFLITE_METADATA';

const isEntry = ({ name }: Metadata): boolean => name === ENTRY_NAME;

/**
 * What a model's file says of it for people and for programs that feed it; undefined when it says nothing. Fields of a
 * newer schema are ignored here, and stay in the model's entry.
 * @throws ModelError `MALFORMED`, `UNSUPPORTED_FEATURE`
 */
export function readModelMetadata(model: Model): ModelMetadata | undefined {
  return readEntry(model, 'ignore');
}

/**
 * Changes a model's metadata, which are made when it has none, and says in them which readers understand all of it.
 * @throws ModelError `UNSUPPORTED_FEATURE` when they hold more than this schema knows, which would be lost
 */
export function editModelMetadata(
  model: Model,
  edit: (metadata: ModelMetadata) => ModelMetadata,
): void {
  const edited = edit(readEntry(model, 'refuse') ?? EMPTY);
  const data = encode(METADATA_SCHEMA, { ...edited, minParserVersion: parserVersion(edited) });
  const entry = { name: ENTRY_NAME, buffer: { data } };
  model.metadata = model.metadata.some(isEntry)
    ? model.metadata.map((known) => (isEntry(known) ? entry : known))
    : [...model.metadata, entry];
}

const EMPTY: ModelMetadata = {
  name: '',
  description: '',
  version: '',
  subgraphMetadata: [],
  author: '',
  license: '',
  associatedFiles: [],
  minParserVersion: '',
};

function readEntry(model: Model, unknownFields: 'ignore' | 'refuse'): ModelMetadata | undefined {
  const entry = model.metadata.find(isEntry);
  if (!entry) return undefined;
  try {
    return decode(METADATA_SCHEMA, entry.buffer.data, { unknownFields });
  } catch (cause) {
    if (!(cause instanceof FlatbufferError)) throw cause;
    const code = cause.code.startsWith('UNKNOWN') ? 'UNSUPPORTED_FEATURE' : 'MALFORMED';
    throw new ModelError(code, `cannot read the entry ${ENTRY_NAME}: ${cause.message}`, { cause });
  }
}
