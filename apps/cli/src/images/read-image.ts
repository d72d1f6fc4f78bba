import { readFileSync, statSync } from 'node:fs';
import type { PixelImage } from '@flotilla/evaluation';
import { CliError } from '../errors';
import { inputFileError, requireRegular } from '../files/input-file-error';
import { decodeImage } from './decode-image';

/** More than fifty million pixels without compression would take. */
const FILE_LIMIT_BYTES = 2 ** 28;

/**
 * Reads an image as RGBA. Synchronous, as all reading of data on demand.
 * @throws CliError `IMAGE_INVALID`, `IMAGE_TOO_LARGE`, and what reading a file throws
 */
export function readImage(path: string): PixelImage {
  return decodeImage(path, readBytes(path));
}

function readBytes(path: string): Uint8Array {
  try {
    const status = statSync(path);
    requireRegular(path, status);
    if (status.size > FILE_LIMIT_BYTES) {
      throw new CliError(
        'IMAGE_TOO_LARGE',
        `${path} has ${status.size} bytes; of an image at most ${FILE_LIMIT_BYTES} are read`,
      );
    }
    return readFileSync(path);
  } catch (error) {
    throw inputFileError(path, error);
  }
}
