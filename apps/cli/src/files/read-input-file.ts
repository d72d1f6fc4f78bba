import { readFile, stat } from 'node:fs/promises';
import { CliError, type CliErrorCode } from '../errors';

/** What Node reads in one piece. */
const limitBytes = 2 ** 31 - 1;

/**
 * Reads a whole regular file.
 * @throws CliError `FILE_MISSING`, `FILE_NOT_REGULAR`, `FILE_UNREADABLE`, `FILE_TOO_LARGE`
 */
export async function readInputFile(path: string): Promise<Uint8Array> {
  try {
    const status = await stat(path);
    if (!status.isFile()) {
      throw new CliError(
        'FILE_NOT_REGULAR',
        `${path} is ${status.isDirectory() ? 'a folder' : 'no regular file'}; name a file`,
      );
    }
    if (status.size > limitBytes) {
      throw new CliError(
        'FILE_TOO_LARGE',
        `${path} has ${status.size} bytes; at most ${limitBytes} are read`,
      );
    }
    return await readFile(path);
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw unreadable(path, error);
  }
}

function unreadable(path: string, cause: unknown): CliError {
  const system = systemCode(cause);
  const code: CliErrorCode =
    system === 'ENOENT' || system === 'ENOTDIR' ? 'FILE_MISSING' : 'FILE_UNREADABLE';
  const what =
    code === 'FILE_MISSING'
      ? 'does not exist; check the path'
      : `cannot be read (${system}); check its permissions`;
  return new CliError(code, `${path} ${what}`, { cause });
}

/** The code of a system call's error, such as ENOENT. */
export function systemCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error
    ? String(error.code)
    : String(error);
}
