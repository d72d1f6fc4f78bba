import { CodedError } from '@flotilla/foundation';

/**
 * Why bytes were refused.
 * - `TRUNCATED`: something the file names lies past its end
 * - `WRONG_IDENTIFIER`: bytes 4–7 are not the schema's file identifier
 * - `MALFORMED`: an offset, size or text contradicts the format
 * - `MISSING_FIELD`: a required field is absent
 * - `UNKNOWN_ENUM_VALUE`, `UNKNOWN_UNION_MEMBER`, `UNKNOWN_FIELD`: written by a newer schema
 * - `LIMIT_EXCEEDED`: more elements than the bytes can honestly hold, or more bytes than a FlatBuffer may have
 */
export type FlatbufferErrorCode =
  | 'TRUNCATED'
  | 'WRONG_IDENTIFIER'
  | 'MALFORMED'
  | 'MISSING_FIELD'
  | 'UNKNOWN_ENUM_VALUE'
  | 'UNKNOWN_UNION_MEMBER'
  | 'UNKNOWN_FIELD'
  | 'LIMIT_EXCEEDED';

export class FlatbufferError extends CodedError<FlatbufferErrorCode> {}
