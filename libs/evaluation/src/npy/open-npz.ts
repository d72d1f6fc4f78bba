import { LOCAL_HEADER, viewOf } from '@flotilla/tflite';
import type { ByteRange, DataArray } from '../elements/array';
import { npzInvalid } from './zip-members';
import { openNpy } from './read-npy';
import { readZipEntries, type ZipEntry } from './zip-entries';

const EXTENSION = '.npy';

/**
 * Opens a `.npz` archive of arrays that are stored without compression, as `numpy.savez` writes them; their elements are
 * read when they are asked for.
 * @returns `undefined` for any other file, which `readNpz` reads, or refuses
 * @throws CodedError `NPZ_INVALID` for an array that is there twice; those of `openNpy`
 */
export function openNpz(file: ByteRange): ReadonlyMap<string, DataArray> | undefined {
  const entries = readZipEntries(file)?.filter(({ name }) => name.endsWith(EXTENSION));
  if (!entries || entries.length === 0) return undefined;
  const members = entries.map((entry) => [entry.name, contentOf(file, entry)] as const);
  const arrays = new Map<string, DataArray>();
  for (const [name, content] of members) {
    if (!content) return undefined;
    const key = name.slice(0, -EXTENSION.length);
    if (arrays.has(key)) {
      throw npzInvalid(`The .npz archive holds ${JSON.stringify(name)} twice`);
    }
    arrays.set(key, openNpy(content));
  }
  return arrays;
}

function contentOf(
  file: ByteRange,
  { isStored, headerOffset, storedBytes }: ZipEntry,
): ByteRange | undefined {
  const headerEnd = headerOffset + LOCAL_HEADER.lengthBytes;
  if (!isStored || headerEnd > file.byteLength) return undefined;
  const header = file.subarray(headerOffset, headerEnd);
  const view = viewOf(header);
  if (view.getUint32(0, true) !== LOCAL_HEADER.signature) return undefined;
  const offset = headerEnd + view.getUint16(26, true) + view.getUint16(28, true);
  if (offset + storedBytes > file.byteLength) return undefined;
  return {
    byteLength: storedBytes,
    subarray: (start, end) => file.subarray(offset + start, offset + end),
  };
}
