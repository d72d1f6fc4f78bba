import type { Stats } from 'node:fs';
import { CliError, type CliErrorCode } from '../errors';

/** @throws CliError `FILE_NOT_REGULAR` */
export function requireRegular(path: string, status: Stats): void {
  if (status.isFile()) return;
  throw new CliError(
    'FILE_NOT_REGULAR',
    `${path} is ${status.isDirectory() ? 'a folder' : 'no regular file'}; name a file`,
  );
}

/** What went wrong with an input file, as the system says it. */
export function inputFileError(path: string, cause: unknown): CliError {
  if (cause instanceof CliError) return cause;
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
