import { isCodedError, messageOf } from '@flotilla/foundation';
import { isSystemError } from '../disk/read-file';
import type { AgentErrorCode } from '../errors';

export interface Exit {
  readonly exitCode: 1 | 2;
  /** For people: one line, unless it is a fault of our own. */
  readonly message: string;
  /** For the log. */
  readonly details: object;
}

type KnownCode = AgentErrorCode | 'INVALID_CONFIG';

/** 2 where starting again ends no better until somebody has mended something. */
const exitCodes: Readonly<Record<KnownCode, 1 | 2>> = {
  INVALID_CONFIG: 2,
  DATA_FOLDER_UNUSABLE: 2,
  DATA_FOLDER_IN_USE: 1,
  LOG_UNUSABLE: 2,
  ENROLMENT_REFUSED: 2,
  NOT_A_GATEWAY: 2,
  NOT_ENROLLED: 2,
  IDENTITY_UNREADABLE: 2,
  INPUT_UNUSABLE: 2,
};

/** How the process ends after what it cannot go on with. */
export function exitOf(error: unknown): Exit {
  if (isCodedError(error)) {
    const { code, message } = error;
    return { exitCode: isKnown(code) ? exitCodes[code] : 1, message, details: { code, message } };
  }
  const stack = error instanceof Error && !isSystemError(error) ? error.stack : undefined;
  return { exitCode: 1, message: stack ?? messageOf(error), details: { err: error } };
}

function isKnown(code: string): code is KnownCode {
  return Object.hasOwn(exitCodes, code);
}
