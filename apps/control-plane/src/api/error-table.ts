import type { ArtifactErrorCode } from '@flotilla/artifact-store';
import type { BusErrorCode } from '@flotilla/bus';
import type { DatabaseErrorCode } from '@flotilla/database';
import { type CodedError, isCodedError } from '@flotilla/foundation';
import type { ApiErrorCode } from '../errors';

export type KnownErrorCode = ApiErrorCode | ArtifactErrorCode | BusErrorCode | DatabaseErrorCode;

/** HTTP status of every code that may come up; `hidden` ones are told to the log, not to callers. */
export const errorTable: Readonly<Record<KnownErrorCode, number | 'hidden'>> = {
  UNAUTHENTICATED: 401,
  INVALID_INPUT: 400,
  INVALID_CURSOR: 400,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  IDEMPOTENCY_CONFLICT: 409,
  REVISION_CONFLICT: 409,
  VERSION_CONFLICT: 409,
  STATE_CONFLICT: 409,
  QUERY_TOO_LARGE: 400,
  TOO_MANY_SUBSCRIPTIONS: 429,
  ENROLMENT_TOKEN_SHOWN_ONCE: 409,
  UNAVAILABLE: 503,
  INTERNAL: 500,
  ARTIFACT_NOT_FOUND: 404,
  DIGEST_MISMATCH: 422,
  TOO_LARGE: 413,
  INVALID_DIGEST: 400,
  RANGE_NOT_SATISFIABLE: 416,
  POSTGRES_UNAVAILABLE: 'hidden',
  POSTGRES_START_FAILED: 'hidden',
  DATABASE_IN_USE: 'hidden',
  PASSWORD_LOST: 'hidden',
  MIGRATION_CHANGED: 'hidden',
  MIGRATION_FAILED: 'hidden',
  NO_RESPONDER: 503,
  TIMEOUT: 503,
  OVERLOADED: 503,
  CLOSED: 503,
  RESPONDER_FAILED: 'hidden',
};

/** A coded error that callers may see, with its HTTP status. */
export function exposedError(
  error: unknown,
): { readonly error: CodedError; readonly httpStatus: number } | null {
  if (!isCodedError(error)) return null;
  const status = Object.hasOwn(errorTable, error.code)
    ? errorTable[error.code as KnownErrorCode]
    : 'hidden';
  return status === 'hidden' ? null : { error, httpStatus: status };
}
