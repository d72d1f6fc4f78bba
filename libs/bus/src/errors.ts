import { CodedError } from '@flotilla/foundation';

/**
 * - `NO_RESPONDER`: nobody answers this subject now
 * - `TIMEOUT`: no answer came in time
 * - `RESPONDER_FAILED`: the responder threw; its error is the cause where it ran in this process
 * - `OVERLOADED`: subscribers stayed behind for too long, the message was not taken
 * - `CLOSED`: the bus is closed
 */
export type BusErrorCode =
  'NO_RESPONDER' | 'TIMEOUT' | 'RESPONDER_FAILED' | 'OVERLOADED' | 'CLOSED';

export function busError(
  code: BusErrorCode,
  message: string,
  cause?: unknown,
): CodedError<BusErrorCode> {
  return new CodedError(code, message, cause === undefined ? undefined : { cause });
}
