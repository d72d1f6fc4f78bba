import { CodedError } from '@flotilla/foundation';

export type CliErrorCode =
  /** An option or argument that cannot be used, alone or beside the others. */
  | 'USAGE'
  | 'FILE_MISSING'
  | 'FILE_NOT_REGULAR'
  | 'FILE_UNREADABLE'
  | 'FILE_TOO_LARGE'
  | 'OUTPUT_UNWRITABLE'
  /** A model file of a format that must be converted before. */
  | 'NOT_TFLITE';

export class CliError extends CodedError<CliErrorCode> {}

/** Runs something that concerns one file, and puts that file's path before the message of what goes wrong. */
export function aboutFile<T>(path: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw naming(path, error);
  }
}

/** Like `aboutFile`, for what ends later. */
export async function aboutFileAsync<T>(path: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw naming(path, error);
  }
}

function naming(path: string, error: unknown): unknown {
  if (!(error instanceof CodedError)) return error;
  return new CodedError(String(error.code), `${path}: ${error.message}`, { cause: error });
}
