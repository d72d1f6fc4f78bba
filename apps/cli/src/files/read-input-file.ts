import { readFile, stat } from 'node:fs/promises';
import { CliError } from '../errors';
import { inputFileError, requireRegular } from './input-file-error';

/** What Node reads in one piece. */
export const wholeFileLimitBytes = 2 ** 31 - 1;

/**
 * Reads a whole regular file.
 * @throws CliError `FILE_MISSING`, `FILE_NOT_REGULAR`, `FILE_UNREADABLE`, `FILE_TOO_LARGE`
 */
export async function readInputFile(path: string): Promise<Uint8Array> {
  try {
    const status = await stat(path);
    requireRegular(path, status);
    if (status.size > wholeFileLimitBytes) {
      throw new CliError(
        'FILE_TOO_LARGE',
        `${path} has ${status.size} bytes; at most ${wholeFileLimitBytes} are read`,
      );
    }
    return await readFile(path);
  } catch (error) {
    throw inputFileError(path, error);
  }
}
