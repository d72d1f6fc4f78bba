/**
 * A fault of the outside world (a file, a message, a device), told apart by `code`. A caller's own mistake is a
 * `RangeError` or `TypeError` instead. Tests and callers look at `code`, never at the message.
 */
export class CodedError<Code extends string = string> extends Error {
  readonly code: Code;

  constructor(code: Code, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'CodedError';
    this.code = code;
  }
}

/** True for any `CodedError`, also one that came from another copy of this module (a child process, a bundle). */
export function isCodedError(error: unknown): error is CodedError {
  return error instanceof Error && error.name === 'CodedError' && 'code' in error;
}
