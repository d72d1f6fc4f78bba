import { CodedError } from '@flotilla/foundation';

/**
 * Why a `.tflite` file, or something that was to be written into one, was refused.
 * - `NOT_A_MODEL`: the file identifier is not TFL3
 * - `TRUNCATED`: something that the file names lies past its end
 * - `MALFORMED`: the file contradicts itself or the format
 * - `UNSUPPORTED_FEATURE`: written by a newer format, or uses a part of it that rewriting would lose
 * - `LIMIT_EXCEEDED`: larger than any runtime takes
 * - `METADATA_MISMATCH`: metadata that do not fit the model, such as labels for another number of classes
 */
export type ModelErrorCode =
  | 'NOT_A_MODEL'
  | 'TRUNCATED'
  | 'MALFORMED'
  | 'UNSUPPORTED_FEATURE'
  | 'LIMIT_EXCEEDED'
  | 'METADATA_MISMATCH';

export class ModelError extends CodedError<ModelErrorCode> {}
