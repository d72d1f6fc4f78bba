import { readArchive } from '../archive/read-archive';
import { ARCHIVE_END_BYTES, beginsArchive, findArchiveEnd } from '../archive/zip-directory';
import { ModelError } from '../errors';
import { MAXIMUM_ASSOCIATED_BYTES, MAXIMUM_FLATBUFFER_BYTES } from '../limits';
import type { AssociatedFile, Model } from '../model';
import { buildModel } from './build-model';
import { OutsideData } from './outside-data';
import { type FileRange, outsideRanges } from './outside-ranges';
import { type FileTables, readFile } from './read-file';

export interface StoredModel {
  readonly model: Model;
  /** True when constants or options stand after the FlatBuffer, where TensorFlow Lite 2.9 does not look for them. */
  readonly hasOutsideData: boolean;
}

/** How a model is read, apart from where the bytes come from: each step asks for a range of the file and is given it. */
export type ReadSteps<T> = Generator<FileRange, T, Uint8Array>;

/** @param firstReadBytes how much of the start to ask for; more if the FlatBuffer turns out longer */
export function* readSteps(sizeBytes: number, firstReadBytes: number): ReadSteps<StoredModel> {
  const file = yield* readTables(sizeBytes, firstReadBytes);
  const ranges = outsideRanges(file.tables, file.flatbufferBytes, sizeBytes);
  const data: Uint8Array[] = [];
  for (const range of ranges) data.push(yield* readRange(file, range));
  const last = ranges.at(-1);
  const endBytes = last ? last.offsetBytes + last.lengthBytes : file.flatbufferBytes;
  const associatedFiles = yield* readAssociatedFiles(file, endBytes, sizeBytes);
  const model = buildModel(file, new OutsideData(ranges, data), associatedFiles);
  return { model, hasOutsideData: ranges.length > 0 };
}

const GROWTH = 8;

/** Nothing says how long the FlatBuffer is, so as long as something seems cut off, more is read. */
function* readTables(sizeBytes: number, firstReadBytes: number): ReadSteps<FileTables> {
  const mostBytes = Math.min(sizeBytes, MAXIMUM_FLATBUFFER_BYTES);
  for (let wanted = firstReadBytes; ; wanted *= GROWTH) {
    const lengthBytes = Math.min(wanted, mostBytes);
    const prefix = yield { offsetBytes: 0, lengthBytes };
    try {
      return readFile(prefix);
    } catch (error) {
      const isCut = error instanceof ModelError && error.code === 'TRUNCATED';
      if (!isCut || lengthBytes === mostBytes) throw error;
    }
  }
}

/** What was read with the tables is not read again. */
function* readRange({ prefix }: FileTables, range: FileRange): ReadSteps<Uint8Array> {
  const end = range.offsetBytes + range.lengthBytes;
  if (end > prefix.byteLength) return yield range;
  return prefix.subarray(range.offsetBytes, end);
}

function* readAssociatedFiles(
  file: FileTables,
  startBytes: number,
  sizeBytes: number,
): ReadSteps<AssociatedFile[]> {
  const endBytes = Math.min(ARCHIVE_END_BYTES, sizeBytes - startBytes);
  const end = yield* readRange(file, {
    offsetBytes: sizeBytes - endBytes,
    lengthBytes: endBytes,
  });
  if (findArchiveEnd(end) === undefined) {
    yield* refuseCutArchive(file, startBytes, sizeBytes);
    return [];
  }
  const lengthBytes = sizeBytes - startBytes;
  if (lengthBytes > 2 * MAXIMUM_ASSOCIATED_BYTES) {
    throw new ModelError(
      'LIMIT_EXCEEDED',
      `cannot read the archive of ${lengthBytes} bytes behind the model: the limit is ${2 * MAXIMUM_ASSOCIATED_BYTES}`,
    );
  }
  const tail = yield* readRange(file, { offsetBytes: startBytes, lengthBytes });
  return readArchive(tail);
}

/** Gaps between the parts of a file are shorter. */
const LONGEST_GAP_BYTES = 128;

/** An archive that begins but does not end is not taken for none. */
function* refuseCutArchive(
  file: FileTables,
  startBytes: number,
  sizeBytes: number,
): ReadSteps<void> {
  const lengthBytes = Math.min(LONGEST_GAP_BYTES, sizeBytes - startBytes);
  const start = yield* readRange(file, { offsetBytes: startBytes, lengthBytes });
  const first = start.findIndex((byte) => byte !== 0);
  if (first !== -1 && beginsArchive(start.subarray(first))) {
    throw new ModelError('TRUNCATED', 'cannot read the archive behind the model: it has no end');
  }
}
