import { CodedError } from '@flotilla/foundation';

/** Codes that the control plane itself raises; those of the libraries under it are in `errorTable` too. */
export type ApiErrorCode =
  | 'UNAUTHENTICATED'
  | 'INVALID_INPUT'
  | 'INVALID_CURSOR'
  | 'NOT_FOUND'
  | 'ALREADY_EXISTS'
  | 'IDEMPOTENCY_CONFLICT'
  /** The record was changed by someone else since it was read. */
  | 'REVISION_CONFLICT'
  | 'VERSION_CONFLICT'
  /** The record's state does not allow this. */
  | 'STATE_CONFLICT'
  | 'QUERY_TOO_LARGE'
  | 'TOO_MANY_SUBSCRIPTIONS'
  /** The call was made before; its token cannot be shown again. */
  | 'ENROLMENT_TOKEN_SHOWN_ONCE'
  | 'UNAVAILABLE'
  | 'INTERNAL';

export class ApiError extends CodedError<ApiErrorCode> {}

export function notFound(what: string, id: string): ApiError {
  return new ApiError('NOT_FOUND', `there is no ${what} ${id.slice(0, 100)}`);
}
