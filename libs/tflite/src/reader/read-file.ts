import { decode, FlatbufferError, type FlatbufferErrorCode } from '@flotilla/flatbuffer';
import { ModelError, type ModelErrorCode } from '../errors';
import { MAXIMUM_FILE_BYTES } from '../limits';
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

/** Decodes the file's tables as they stand. Newer fields are refused, as writing the model back would lose them. */
export function readFile(bytes: Uint8Array): FileModel {
  if (bytes.byteLength > MAXIMUM_FILE_BYTES) {
    throw new ModelError(
      'LIMIT_EXCEEDED',
      `cannot read a model of ${bytes.byteLength} bytes: the limit is ${MAXIMUM_FILE_BYTES}`,
    );
  }
  try {
    return decode(TFLITE_SCHEMA, bytes, { unknownFields: 'refuse' });
  } catch (cause) {
    if (!(cause instanceof FlatbufferError)) throw cause;
    throw new ModelError(CODES[cause.code], cause.message, { cause });
  }
}
