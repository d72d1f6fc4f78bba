import { readNpy } from '../npy/read-npy';
import { type NpzOptions, readNpz } from '../npy/npz';
import type { DataFile } from './assign-arrays';

/**
 * Reads a `.npy` or a `.npz`, told apart by their first bytes.
 * @throws CodedError those of `readNpy` and `readNpz`
 */
export function readDataFile(bytes: Uint8Array, options: NpzOptions = {}): DataFile {
  const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return isArchive ? readNpz(bytes, options) : readNpy(bytes);
}
