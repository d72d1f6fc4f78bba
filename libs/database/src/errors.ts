import { CodedError } from '@flotilla/foundation';

export type DatabaseErrorCode =
  /** The embedded server cannot run on this machine (no binaries for it, or not usable). */
  | 'POSTGRES_UNAVAILABLE'
  /** The embedded server did not come up. */
  | 'POSTGRES_START_FAILED'
  /** Another living process runs the embedded server of this folder. */
  | 'DATABASE_IN_USE'
  /** The embedded database is there, the file with its password is not. */
  | 'PASSWORD_LOST'
  /** A migration that was applied has another content now, or is gone. */
  | 'MIGRATION_CHANGED'
  | 'MIGRATION_FAILED';

export class DatabaseError extends CodedError<DatabaseErrorCode> {}
