import { ARCHIVE_END_BYTES, DIRECTORY_ENTRY, findArchiveEnd, viewOf } from '@flotilla/tflite';
import type { ByteRange } from '../elements/array';

/** A member as the archive's directory states it (APPNOTE 4.3.12). */
export interface ZipEntry {
  readonly name: string;
  /** Neither compressed nor encrypted. */
  readonly isStored: boolean;
  readonly storedBytes: number;
  readonly headerOffset: number;
}

const END_64 = { signature: 0x06064b50, lengthBytes: 56 } as const;
const LOCATOR_64 = { signature: 0x07064b50, lengthBytes: 20 } as const;
const EXTRA_64 = 0x0001;

/** More than a hundred thousand arrays would take. */
const directoryLimitBytes = 2 ** 24;

/**
 * Reads the directory of a zip archive, also of one above 4 GiB; of the archive itself nothing is read.
 * @returns `undefined` for what is no whole archive of one part with a directory that can be held
 */
export function readZipEntries(file: ByteRange): ZipEntry[] | undefined {
  const place = directoryOf(file);
  if (!place || place.lengthBytes > directoryLimitBytes) return undefined;
  const end = place.offset + place.lengthBytes;
  if (end > file.byteLength) return undefined;
  const directory = file.subarray(place.offset, end);
  const entries: ZipEntry[] = [];
  for (let at = 0; at < directory.byteLength;) {
    const read = readEntry(directory, at);
    if (!read) return undefined;
    entries.push(read.entry);
    at = read.next;
  }
  return entries.length === place.count ? entries : undefined;
}

interface Place {
  readonly offset: number;
  readonly lengthBytes: number;
  readonly count: number;
}

function directoryOf(file: ByteRange): Place | undefined {
  const tailBytes = Math.min(file.byteLength, ARCHIVE_END_BYTES + LOCATOR_64.lengthBytes);
  const bytes = file.subarray(file.byteLength - tailBytes, file.byteLength);
  const at = findArchiveEnd(bytes);
  if (at === undefined) return undefined;
  const tail = viewOf(bytes);
  const place = {
    count: tail.getUint16(at + 10, true),
    lengthBytes: tail.getUint32(at + 12, true),
    offset: tail.getUint32(at + 16, true),
  };
  const isZip64 =
    place.count === 0xffff || place.lengthBytes === 0xffff_ffff || place.offset === 0xffff_ffff;
  return isZip64 ? directory64(file, tail, at - LOCATOR_64.lengthBytes) : place;
}

function directory64(file: ByteRange, tail: DataView, locator: number): Place | undefined {
  if (locator < 0 || tail.getUint32(locator, true) !== LOCATOR_64.signature) return undefined;
  const start = Number(tail.getBigUint64(locator + 8, true));
  if (start + END_64.lengthBytes > file.byteLength) return undefined;
  const record = viewOf(file.subarray(start, start + END_64.lengthBytes));
  if (record.getUint32(0, true) !== END_64.signature) return undefined;
  return {
    count: Number(record.getBigUint64(32, true)),
    lengthBytes: Number(record.getBigUint64(40, true)),
    offset: Number(record.getBigUint64(48, true)),
  };
}

function readEntry(
  directory: Uint8Array,
  at: number,
): { readonly entry: ZipEntry; readonly next: number } | undefined {
  const view = viewOf(directory);
  const nameAt = at + DIRECTORY_ENTRY.lengthBytes;
  if (nameAt > directory.byteLength || view.getUint32(at, true) !== DIRECTORY_ENTRY.signature) {
    return undefined;
  }
  const extraAt = nameAt + view.getUint16(at + 28, true);
  const extraEnd = extraAt + view.getUint16(at + 30, true);
  const next = extraEnd + view.getUint16(at + 32, true);
  if (next > directory.byteLength) return undefined;
  const isEncrypted = (view.getUint16(at + 8, true) & 1) === 1;
  const isStored = view.getUint16(at + 10, true) === 0 && !isEncrypted;
  const [sizeBytes, storedBytes, headerOffset] = wide(
    [24, 20, 42].map((field) => view.getUint32(at + field, true)),
    viewOf(directory.subarray(extraAt, extraEnd)),
  );
  if (storedBytes === undefined || headerOffset === undefined) return undefined;
  if (isStored && storedBytes !== sizeBytes) return undefined;
  const name = new TextDecoder().decode(directory.subarray(nameAt, extraAt));
  return { entry: { name, isStored, storedBytes, headerOffset }, next };
}

/** Of 32-bit fields that are all ones, the 64-bit ones in the extra field, which stand there in this order (4.5.3). */
function wide(fields: readonly number[], extra: DataView): (number | undefined)[] {
  let at = 0;
  while (at + 4 <= extra.byteLength && extra.getUint16(at, true) !== EXTRA_64) {
    at += 4 + extra.getUint16(at + 2, true);
  }
  let next = at + 4;
  return fields.map((field) => {
    if (field !== 0xffff_ffff) return field;
    if (next + 8 > extra.byteLength) return undefined;
    next += 8;
    return Number(extra.getBigUint64(next - 8, true));
  });
}
