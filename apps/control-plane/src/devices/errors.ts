import { CodedError } from '@flotilla/foundation';

export type EnrolmentErrorCode =
  | 'INVALID_KEY'
  | 'INVALID_NAME'
  | 'TOKEN_UNKNOWN'
  | 'TOKEN_EXPIRED'
  /** By another device. */
  | 'TOKEN_USED'
  | 'DEVICE_REVOKED';

export class EnrolmentError extends CodedError<EnrolmentErrorCode> {}
