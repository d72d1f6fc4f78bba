import type { AssociatedFile } from '../model';
import { crc32 } from './crc32';
import { DIRECTORY_END, DIRECTORY_ENTRY, FLAG, LOCAL_HEADER, viewOf } from './zip-format';

/** 1 January 1980, the first day that zip knows: the same files must give the same bytes. */
const DATE = (1 << 5) | 1;

const VERSION = 20;

/** Counts are 16-bit, and the highest stands for another form of archive. */
const MOST_FILES = 0xffff;

interface PackedFile {
  readonly data: Uint8Array;
  readonly name: Uint8Array;
  readonly crc32: number;
  readonly offsetBytes: number;
}

/**
 * Packs files as a zip archive that stands at `startBytes` of a file. Members are stored, as TensorFlow's readers map
 * them into memory and refuse compressed ones, and offsets count from the start of the file, as its tools write them.
 */
export function writeArchive(files: readonly AssociatedFile[], startBytes: number): Uint8Array {
  if (files.length >= MOST_FILES) throw new RangeError(`cannot pack ${files.length} files`);
  const packed: PackedFile[] = [];
  let offsetBytes = offsetBase(files, startBytes);
  for (const { name, data } of files) {
    const encoded = new TextEncoder().encode(name);
    packed.push({ data, name: encoded, crc32: crc32(data), offsetBytes });
    offsetBytes += LOCAL_HEADER.lengthBytes + encoded.byteLength + data.byteLength;
  }
  const directory = packed.map(directoryEntry);
  const directoryBytes = directory.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return joined([
    ...packed.flatMap((file) => [localHeader(file), file.data]),
    ...directory,
    directoryEnd(packed.length, directoryBytes, offsetBytes),
  ]);
}

/** Offsets are 32-bit: behind more than 4 GiB they count from the archive's start, which readers find out. */
function offsetBase(files: readonly AssociatedFile[], startBytes: number): number {
  const contentBytes = files.reduce((sum, { data }) => sum + data.byteLength + 256, 0);
  return startBytes + contentBytes < 2 ** 32 ? startBytes : 0;
}

/** Fields that a member's header and its entry in the directory have in common. */
function writeFields(view: DataView, at: number, { crc32, data, name }: PackedFile): void {
  view.setUint16(at, VERSION, true);
  view.setUint16(at + 2, name.some((byte) => byte > 0x7f) ? FLAG.utf8 : 0, true);
  view.setUint16(at + 8, DATE, true);
  view.setUint32(at + 10, crc32, true);
  view.setUint32(at + 14, data.byteLength, true);
  view.setUint32(at + 18, data.byteLength, true);
  view.setUint16(at + 22, name.byteLength, true);
}

function localHeader(file: PackedFile): Uint8Array {
  const { record, view } = named(LOCAL_HEADER, file.name);
  writeFields(view, 4, file);
  return record;
}

function directoryEntry(file: PackedFile): Uint8Array {
  const { record, view } = named(DIRECTORY_ENTRY, file.name);
  view.setUint16(4, VERSION, true);
  writeFields(view, 6, file);
  view.setUint32(42, file.offsetBytes, true);
  return record;
}

function directoryEnd(count: number, lengthBytes: number, offsetBytes: number): Uint8Array {
  const { record, view } = named(DIRECTORY_END, new Uint8Array(0));
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, lengthBytes, true);
  view.setUint32(16, offsetBytes, true);
  return record;
}

function named(
  { signature, lengthBytes }: { readonly signature: number; readonly lengthBytes: number },
  name: Uint8Array,
): { record: Uint8Array; view: DataView } {
  const record = new Uint8Array(lengthBytes + name.byteLength);
  record.set(name, lengthBytes);
  const view = viewOf(record);
  view.setUint32(0, signature, true);
  return { record, view };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
