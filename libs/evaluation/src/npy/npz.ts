import { unzipSync, zipSync } from 'fflate';
import { CodedError } from '@flotilla/foundation';
import type { TensorArray } from '../elements/array';
import type { EvaluationErrorCode } from '../errors';
import { readNpy } from './read-npy';
import { writeNpy } from './write-npy';

/** Data sets are held in memory; what unpacks to more is refused before it is unpacked. */
const unpackedLimitBytes = 4 * 1024 ** 3;

/** fflate stamps entries with the time of day otherwise; zip's calendar begins in 1980. */
const stamp = new Date('1980-01-02T00:00:00');

/**
 * Reads a `.npz` archive: arrays by name.
 * @throws CodedError `NPZ_INVALID`, and those of `readNpy`
 */
export function readNpz(file: Uint8Array): ReadonlyMap<string, TensorArray> {
  const arrays = new Map<string, TensorArray>();
  for (const [name, bytes] of Object.entries(unzip(file))) {
    arrays.set(name.slice(0, -'.npy'.length), readNpy(bytes));
  }
  if (arrays.size === 0) throw invalid('The .npz archive holds no .npy array');
  return arrays;
}

/** Writes a `.npz` archive, uncompressed as `numpy.savez` does. The same arrays give the same bytes. */
export function writeNpz(arrays: ReadonlyMap<string, TensorArray>): Uint8Array {
  const entries = [...arrays].map(([name, array]) => [`${name}.npy`, writeNpy(array)] as const);
  return zipSync(Object.fromEntries(entries), { level: 0, mtime: stamp });
}

function unzip(file: Uint8Array): Record<string, Uint8Array> {
  let total = 0;
  try {
    return unzipSync(file, {
      filter: ({ name, originalSize }) => {
        if (!name.endsWith('.npy')) return false;
        total += originalSize;
        if (total > unpackedLimitBytes) {
          throw invalid(`The .npz archive unpacks to more than ${unpackedLimitBytes} bytes`);
        }
        return true;
      },
    });
  } catch (cause) {
    if (cause instanceof CodedError) throw cause;
    throw invalid(
      `The file is not a .npz archive: ${cause instanceof Error ? cause.message : String(cause)}`,
      cause,
    );
  }
}

function invalid(message: string, cause?: unknown): CodedError<EvaluationErrorCode> {
  return new CodedError<EvaluationErrorCode>('NPZ_INVALID', message, { cause });
}
