import { CodedError } from '@flotilla/foundation';

export type ArtifactErrorCode =
  | 'ARTIFACT_NOT_FOUND'
  /** The bytes that came are not those that were announced. */
  | 'DIGEST_MISMATCH'
  | 'TOO_LARGE'
  /** Not 64 lower-case hexadecimal digits. */
  | 'INVALID_DIGEST'
  | 'RANGE_NOT_SATISFIABLE';

export class ArtifactError extends CodedError<ArtifactErrorCode> {}
