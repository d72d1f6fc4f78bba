import { CodedError, isCodedError } from '@flotilla/foundation';

export type CliErrorCode =
  /** An option or argument that cannot be used, alone or beside the others. */
  | 'USAGE'
  | 'FILE_MISSING'
  | 'FILE_NOT_REGULAR'
  | 'FILE_UNREADABLE'
  | 'FILE_TOO_LARGE'
  | 'OUTPUT_UNWRITABLE'
  /** An output that is an input as well, or another output. */
  | 'OUTPUT_TAKEN'
  /** A model file of a format that must be converted before. */
  | 'NOT_TFLITE'
  /** Two models whose inputs or outputs do not go together. */
  | 'MODELS_DIFFER'
  /** Names of classes that are no text, or folders that bear none of them. */
  | 'LABELS_INVALID'
  /** A folder without images. */
  | 'IMAGES_MISSING'
  /** An image that is damaged, or of a kind that is not read. */
  | 'IMAGE_INVALID'
  /** An image that would take more memory than images may. */
  | 'IMAGE_TOO_LARGE'
  /** Images for a model that takes none. */
  | 'IMAGES_UNFIT'
  /** No mix of schemes is as accurate as asked for. */
  | 'TARGET_MISSED';

export class CliError extends CodedError<CliErrorCode> {}

/** The files that one piece of work reads; each fault is told of the one that it lies in. */
export interface FilesAtWork {
  readonly model: string;
  readonly data: string;
  readonly labels?: string;
}

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

/** Like `aboutFileAsync`, for what concerns several files. */
export async function aboutFilesAsync<T>(files: FilesAtWork, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw naming(blamed(files, error), error);
  }
}

function blamed({ model, data, labels }: FilesAtWork, error: unknown): string {
  const code = isCodedError(error) ? error.code : '';
  if (code === 'LABELS_INVALID') return labels ?? model;
  return code.startsWith('DATASET_') ? data : model;
}

function naming(path: string, error: unknown): unknown {
  // Errors of the command line name their file by themselves: that may be one of many in a folder.
  if (!isCodedError(error) || error instanceof CliError) return error;
  return new CodedError(error.code, `${path}: ${error.message}`, { cause: error });
}
