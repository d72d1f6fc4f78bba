import { gzipSync } from 'fflate';

/** Of larger files it takes minutes and as much memory again. */
const MOST_BYTES = 256 * 1024 ** 2;

/** Bytes of a file as gzip makes them at its usual level, as downloads travel; `null` for very large files. */
export function compressedBytes(file: Uint8Array): number | null {
  return file.byteLength > MOST_BYTES ? null : gzipSync(file, { mtime: 0 }).byteLength;
}
