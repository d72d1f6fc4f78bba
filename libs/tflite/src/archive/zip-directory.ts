import { archiveError } from './errors';
import { DIRECTORY_END, DIRECTORY_ENTRY, FLAG, LOCAL_HEADER, METHOD, viewOf } from './zip-format';

/** The record that ends an archive, with the longest comment. */
export const ARCHIVE_END_BYTES = DIRECTORY_END.lengthBytes + 0xffff;

/** A member as the archive's directory states it. */
export interface ZipMember {
  readonly name: string;
  readonly isDeflated: boolean;
  readonly crc32: number;
  readonly sizeBytes: number;
  /** As it stands in the archive. */
  readonly content: Uint8Array;
}

/**
 * Where the record begins that ends an archive; undefined when no archive ends here.
 * @param bytes up to the end of the file
 */
export function findArchiveEnd(bytes: Uint8Array): number | undefined {
  const view = viewOf(bytes);
  const lowest = Math.max(0, bytes.byteLength - ARCHIVE_END_BYTES);
  for (let at = bytes.byteLength - DIRECTORY_END.lengthBytes; at >= lowest; at--) {
    if (view.getUint32(at, true) !== DIRECTORY_END.signature) continue;
    const commentBytes = view.getUint16(at + 20, true);
    if (at + DIRECTORY_END.lengthBytes + commentBytes === bytes.byteLength) return at;
  }
  return undefined;
}

/** Whether the first member of an archive stands here. */
export function beginsArchive(bytes: Uint8Array): boolean {
  const { signature } = LOCAL_HEADER;
  return bytes.byteLength >= 4 && viewOf(bytes).getUint32(0, true) === signature;
}

/**
 * The members of the archive at the end of a file. Offsets in it may count from the start of the file, as in what
 * TensorFlow's tools write, or from the start of the archive; none may point before `tail` or at another's bytes.
 * @param tail all of the file that may belong to the archive
 * @throws ModelError `MALFORMED`, `UNSUPPORTED_FEATURE`
 */
export function readDirectory(tail: Uint8Array): ZipMember[] {
  const end = findArchiveEnd(tail);
  if (end === undefined) return [];
  const view = viewOf(tail);
  const count = view.getUint16(end + 10, true);
  const lengthBytes = view.getUint32(end + 12, true);
  const statedStart = view.getUint32(end + 16, true);
  if (count === 0xffff || lengthBytes === 0xffff_ffff || statedStart === 0xffff_ffff) {
    throw archiveError('UNSUPPORTED_FEATURE', 'it has the zip64 form');
  }
  if (view.getUint16(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count) {
    throw archiveError('UNSUPPORTED_FEATURE', 'it is one of several parts');
  }
  const start = end - lengthBytes;
  if (start < 0) throw archiveError('MALFORMED', `its directory has ${lengthBytes} bytes`);
  const directory = new DirectoryReader(tail, start, end, start - statedStart);
  const members = Array.from({ length: count }, () => directory.next());
  directory.checkDone();
  return members;
}

class DirectoryReader {
  readonly #view: DataView;
  readonly #taken: { start: number; end: number }[] = [];
  readonly #start: number;
  #at: number;

  /** @param shift from stated offsets to places in the tail */
  constructor(
    private readonly tail: Uint8Array,
    start: number,
    private readonly end: number,
    private readonly shift: number,
  ) {
    this.#view = viewOf(tail);
    this.#start = start;
    this.#at = start;
  }

  next(): ZipMember {
    const at = this.#at;
    const view = this.#view;
    const { signature, lengthBytes } = DIRECTORY_ENTRY;
    if (at + lengthBytes > this.end || view.getUint32(at, true) !== signature) {
      throw archiveError('MALFORMED', `no entry of its directory stands at ${at}`);
    }
    const nameBytes = view.getUint16(at + 28, true);
    const restBytes = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const nameAt = at + lengthBytes;
    this.#at = nameAt + nameBytes + restBytes;
    if (this.#at > this.end) throw archiveError('MALFORMED', 'its directory is cut off');
    const name = textOf(this.tail.subarray(nameAt, nameAt + nameBytes));
    const isDeflated = this.isDeflated(at, name);
    const storedBytes = view.getUint32(at + 20, true);
    const sizeBytes = view.getUint32(at + 24, true);
    if (!isDeflated && storedBytes !== sizeBytes) {
      throw archiveError('MALFORMED', `"${name}" has ${storedBytes} bytes, and ${sizeBytes}`);
    }
    const content = this.content(view.getUint32(at + 42, true) + this.shift, storedBytes, name);
    return { name, isDeflated, crc32: view.getUint32(at + 16, true), sizeBytes, content };
  }

  /** Whether all of the directory was read, and no member stands in another: small archives of much data do so. */
  checkDone(): void {
    if (this.#at !== this.end) throw archiveError('MALFORMED', 'its directory has other entries');
    const taken = this.#taken.sort((a, b) => a.start - b.start);
    if (taken.some(({ start }, index) => start < (taken[index - 1]?.end ?? 0))) {
      throw archiveError('MALFORMED', 'its members overlap');
    }
  }

  private isDeflated(at: number, name: string): boolean {
    const flags = this.#view.getUint16(at + 8, true);
    const method = this.#view.getUint16(at + 10, true);
    if (flags & FLAG.encrypted) {
      throw archiveError('UNSUPPORTED_FEATURE', `"${name}" is encrypted`);
    }
    if (method !== METHOD.stored && method !== METHOD.deflated) {
      throw archiveError('UNSUPPORTED_FEATURE', `"${name}" is compressed by method ${method}`);
    }
    return method === METHOD.deflated;
  }

  private content(header: number, lengthBytes: number, name: string): Uint8Array {
    const inside = header >= 0 && header + LOCAL_HEADER.lengthBytes <= this.#start;
    if (!inside || this.#view.getUint32(header, true) !== LOCAL_HEADER.signature) {
      throw archiveError('MALFORMED', `"${name}" does not stand where its directory says`);
    }
    const start =
      header +
      LOCAL_HEADER.lengthBytes +
      this.#view.getUint16(header + 26, true) +
      this.#view.getUint16(header + 28, true);
    const end = start + lengthBytes;
    if (end > this.#start) throw archiveError('MALFORMED', `"${name}" is cut off`);
    this.#taken.push({ start: header, end });
    return this.tail.subarray(start, end);
  }
}

/** Older archivers write names in code pages that nobody states; bytes kept one by one lose nothing. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return String.fromCharCode(...bytes);
  }
}
