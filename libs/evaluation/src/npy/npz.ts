import { zipSync } from 'fflate';
import type { TensorArray } from '../elements/array';
import { readNpy } from './read-npy';
import { writeNpy } from './write-npy';
import { npzInvalid, readZipMembers } from './zip-members';

/** Data sets are held in memory. */
const defaultNpzLimitBytes = 1024 ** 3;

/** fflate stamps entries with the time of day otherwise; zip's calendar begins in 1980. */
const stamp = new Date('1980-01-02T00:00:00');

export interface NpzOptions {
  /** Bytes that the arrays may unpack to; an archive of more is refused before it is unpacked. Default: 1 GiB. */
  readonly unpackedLimitBytes?: number;
}

/**
 * Reads a `.npz` archive: arrays by name.
 * @throws CodedError `NPZ_INVALID`, and those of `readNpy`
 */
export function readNpz(
  file: Uint8Array,
  { unpackedLimitBytes = defaultNpzLimitBytes }: NpzOptions = {},
): ReadonlyMap<string, TensorArray> {
  const members = readZipMembers(file, {
    isWanted: (name) => name.endsWith('.npy'),
    limitBytes: unpackedLimitBytes,
  });
  if (members.size === 0) throw npzInvalid('The .npz archive holds no .npy array');
  return new Map(
    [...members].map(([name, bytes]) => [name.slice(0, -'.npy'.length), readNpy(bytes)]),
  );
}

/** Writes a `.npz` archive, uncompressed as `numpy.savez` does. The same arrays give the same bytes. */
export function writeNpz(arrays: ReadonlyMap<string, TensorArray>): Uint8Array {
  const entries = [...arrays].map(([name, array]) => [`${name}.npy`, writeNpy(array)] as const);
  return zipSync(Object.fromEntries(entries), { level: 0, mtime: stamp });
}
