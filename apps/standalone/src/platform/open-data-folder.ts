import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { CodedError } from '@flotilla/foundation';
import type { StandaloneErrorCode } from '../errors';

/**
 * Makes the data folder unless it is there.
 * @throws CodedError `DATA_FOLDER_UNUSABLE`
 */
export async function openDataFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    const { code = String(cause) } = cause as NodeJS.ErrnoException;
    throw new CodedError<StandaloneErrorCode>(
      'DATA_FOLDER_UNUSABLE',
      `the data folder ${path} ${whyOf(code)} (${code}); choose another with --data-dir`,
      { cause },
    );
  }
}

function whyOf(code: string): string {
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return 'cannot be made, for a file is in its place';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'cannot be written by this account';
    default:
      return 'cannot be used';
  }
}
