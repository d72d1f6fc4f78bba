import { CommanderError } from 'commander';
import { isCodedError } from '@flotilla/foundation';

export interface ExitStatus {
  readonly exitCode: 0 | 1 | 2;
  /** For standard error; one line unless it is a fault of our own. */
  readonly message?: string;
}

/** Coded errors that are no fault of the arguments or files given. */
const internalCodes: ReadonlySet<string> = new Set([
  'RUNTIME_LIBRARY_MISSING',
  'RUNTIME_LIBRARY_INCOMPATIBLE',
  'VERIFICATION_FAILED',
  'RUNTIME_REFUSED',
]);

/** How the process ends after an error: 2 when the caller can mend it, 1 when not. */
export function exitStatusOf(error: unknown): ExitStatus {
  // Help or the version was asked for and printed.
  if (error instanceof CommanderError) return { exitCode: 0 };
  if (isCodedError(error)) {
    return { exitCode: internalCodes.has(error.code) ? 1 : 2, message: oneLine(error.message) };
  }
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { exitCode: 1, message: `internal error, please report it: ${details}` };
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' ');
}
