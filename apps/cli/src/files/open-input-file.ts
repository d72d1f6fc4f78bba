import { constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import type { ByteSource } from '@flotilla/tflite';
import { CliError } from '../errors';
import { inputFileError, requireRegular } from './input-file-error';

/** Node reads less than 2 GiB at once. */
const pieceBytes = 2 ** 30;

/**
 * Opens a regular file of any size for as long as it is worked on.
 * @throws CliError `FILE_MISSING`, `FILE_NOT_REGULAR`, `FILE_UNREADABLE`; what `work` throws
 */
export async function withInputFile<T>(
  path: string,
  work: (source: ByteSource) => Promise<T>,
): Promise<T> {
  const { handle, sizeBytes } = await openRegular(path);
  try {
    return await work({
      sizeBytes,
      read: (offsetBytes, lengthBytes) => readRange(path, handle, offsetBytes, lengthBytes),
    });
  } finally {
    await handle.close();
  }
}

async function openRegular(path: string): Promise<{ handle: FileHandle; sizeBytes: number }> {
  try {
    // Looked at before, as opening a pipe would wait for its other end.
    const status = await stat(path);
    requireRegular(path, status);
    return { handle: await open(path, constants.O_RDONLY), sizeBytes: status.size };
  } catch (error) {
    throw inputFileError(path, error);
  }
}

async function readRange(
  path: string,
  handle: FileHandle,
  offsetBytes: number,
  lengthBytes: number,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(lengthBytes);
  let filled = 0;
  try {
    while (filled < lengthBytes) {
      const length = Math.min(pieceBytes, lengthBytes - filled);
      const { bytesRead } = await handle.read(bytes, filled, length, offsetBytes + filled);
      if (bytesRead === 0) {
        throw new CliError('FILE_UNREADABLE', `${path} became shorter while it was read`);
      }
      filled += bytesRead;
    }
  } catch (error) {
    throw inputFileError(path, error);
  }
  return bytes;
}
