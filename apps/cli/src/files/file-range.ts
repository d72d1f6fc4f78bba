import { constants, openSync, readSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ByteRange } from '@flotilla/evaluation';
import { CliError } from '../errors';
import { inputFileError, requireRegular } from './input-file-error';

/**
 * Opens a regular file to be read by range, until the process ends.
 * @throws CliError `FILE_MISSING`, `FILE_NOT_REGULAR`, `FILE_UNREADABLE`, the last one also when ranges are read
 */
export async function openFileRange(path: string): Promise<ByteRange> {
  try {
    // Looked at before, as opening a pipe would wait for its other end.
    const status = await stat(path);
    requireRegular(path, status);
    const descriptor = openSync(path, constants.O_RDONLY);
    return {
      byteLength: status.size,
      subarray: (start, end) => readRange(path, descriptor, start, end),
    };
  } catch (error) {
    throw inputFileError(path, error);
  }
}

/** Synchronous: a sample's bytes are mostly in the system's cache, which read ahead. */
function readRange(path: string, descriptor: number, start: number, end: number): Uint8Array {
  const bytes = new Uint8Array(end - start);
  let filled = 0;
  try {
    while (filled < bytes.byteLength) {
      const read = readSync(descriptor, bytes, filled, bytes.byteLength - filled, start + filled);
      if (read === 0) {
        throw new CliError('FILE_UNREADABLE', `${path} became shorter while it was read`);
      }
      filled += read;
    }
  } catch (error) {
    throw inputFileError(path, error);
  }
  return bytes;
}
