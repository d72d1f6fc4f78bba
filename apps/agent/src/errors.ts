import { CodedError } from '@flotilla/foundation';
import type { FailureCode } from '@flotilla/device';

export { messageOf } from '@flotilla/foundation';

/** Faults that end a step of an update, by the code that is reported. */
export type StepError = CodedError<FailureCode>;

export function stepError(code: FailureCode, message: string, cause?: unknown): StepError {
  return new CodedError(code, message, { cause });
}

export type AgentErrorCode =
  /** The data folder cannot be made, written or locked. */
  | 'DATA_FOLDER_UNUSABLE'
  | 'DATA_FOLDER_IN_USE'
  | 'LOG_UNUSABLE'
  /** The token is used up, expired or unknown, and the device is not enrolled yet. */
  | 'ENROLMENT_REFUSED'
  /** Something else than a gateway answers where enrolment was asked for. */
  | 'NOT_A_GATEWAY'
  /** Not enrolled, and no token was given. */
  | 'NOT_ENROLLED'
  /** The identity file cannot be read. It is never overwritten, for it holds the only copy of the device's key. */
  | 'IDENTITY_UNREADABLE'
  /** The input source cannot be read or does not hold what it should. */
  | 'INPUT_UNUSABLE';

export function agentError(
  code: AgentErrorCode,
  message: string,
  cause?: unknown,
): CodedError<AgentErrorCode> {
  return new CodedError(code, message, { cause });
}
