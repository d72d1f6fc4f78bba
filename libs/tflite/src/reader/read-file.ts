import { decodePrefix, FlatbufferError, type FlatbufferErrorCode } from '@flotilla/flatbuffer';
import { ModelError, type ModelErrorCode } from '../errors';
import { MAXIMUM_FLATBUFFER_BYTES } from '../limits';
import { type FileModel, TFLITE_SCHEMA } from '../schema/file-model';

const CODES: Readonly<Record<FlatbufferErrorCode, ModelErrorCode>> = {
  TRUNCATED: 'TRUNCATED',
  WRONG_IDENTIFIER: 'NOT_A_MODEL',
  MALFORMED: 'MALFORMED',
  MISSING_FIELD: 'MALFORMED',
  UNKNOWN_ENUM_VALUE: 'UNSUPPORTED_FEATURE',
  UNKNOWN_UNION_MEMBER: 'UNSUPPORTED_FEATURE',
  UNKNOWN_FIELD: 'UNSUPPORTED_FEATURE',
  LIMIT_EXCEEDED: 'LIMIT_EXCEEDED',
};

/** A file's tables as they stand, and the bytes that their buffers are views into. */
export interface FileTables {
  readonly tables: FileModel;
  /** The file, or so much of its start as holds the FlatBuffer. */
  readonly prefix: Uint8Array;
  /** Where the FlatBuffer ends. */
  readonly flatbufferBytes: number;
}

/** Decodes the tables. Newer fields are refused, as writing the model back would lose them. */
export function readFile(prefix: Uint8Array): FileTables {
  const flatbuffer = prefix.subarray(0, MAXIMUM_FLATBUFFER_BYTES);
  try {
    const { value, lengthBytes } = decodePrefix(TFLITE_SCHEMA, flatbuffer, {
      unknownFields: 'refuse',
    });
    return { tables: value, prefix, flatbufferBytes: lengthBytes };
  } catch (cause) {
    if (!(cause instanceof FlatbufferError)) throw cause;
    throw new ModelError(CODES[cause.code], cause.message, { cause });
  }
}
