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
  if (error instanceof CommanderError) return usageStatus(error);
  if (isCodedError(error)) {
    return { exitCode: internalCodes.has(error.code) ? 1 : 2, message: oneLine(error.message) };
  }
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { exitCode: 1, message: `internal error, please report it: ${details}` };
}

function usageStatus({ code, exitCode, message }: CommanderError): ExitStatus {
  if (exitCode === 0) return { exitCode: 0 };
  const text =
    code === 'commander.help' ? 'no command given' : oneLine(message).replace(/^error: /, '');
  return { exitCode: 2, message: `${text}; see flotilla --help` };
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' ');
}
