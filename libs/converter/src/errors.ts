import { CodedError } from '@flotilla/foundation';

/**
 * What a model file can have wrong:
 * - `UNKNOWN_FORMAT`: the bytes are of no format that is read here
 * - `MALFORMED_ARCHIVE`, `ARCHIVE_TOO_LARGE`: the zip container is broken, or says or holds more than is allowed
 * - `MALFORMED_CONFIG`: the architecture (JSON) is unreadable, contradicts itself or has impossible shapes
 * - `CYCLIC_GRAPH`: a layer depends on its own output
 * - `UNSUPPORTED_LAYER`: layers, or options of layers, that cannot be converted; the message lists every one
 * - `MALFORMED_WEIGHTS`, `MISSING_WEIGHTS`, `WEIGHT_SHAPE_MISMATCH`, `NON_FINITE_WEIGHTS`: the weights are unreadable,
 *   absent, of another shape than the architecture says, or contain NaN or infinity
 * - `UNSAFE_PATH`: a weight file's path leaves the model's folder
 */
export type ConverterErrorCode =
  | 'UNKNOWN_FORMAT'
  | 'MALFORMED_ARCHIVE'
  | 'ARCHIVE_TOO_LARGE'
  | 'MALFORMED_CONFIG'
  | 'CYCLIC_GRAPH'
  | 'UNSUPPORTED_LAYER'
  | 'MALFORMED_WEIGHTS'
  | 'MISSING_WEIGHTS'
  | 'WEIGHT_SHAPE_MISMATCH'
  | 'NON_FINITE_WEIGHTS'
  | 'UNSAFE_PATH';

export class ConverterError extends CodedError<ConverterErrorCode> {}
