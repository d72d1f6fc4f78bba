import { Unzip, UnzipInflate, unzipSync } from 'fflate';
import { CodedError, isCodedError, messageOf } from '@flotilla/foundation';
import type { EvaluationErrorCode } from '../errors';

/** A deflated byte may stand for a thousand; a slice of this size inflates to 16 MiB at most. */
const sliceBytes = 16 * 1024;

export interface MembersWanted {
  readonly isWanted: (name: string) => boolean;
  /** Bytes that all wanted members together may unpack to. */
  readonly limitBytes: number;
}

/**
 * The wanted members of a zip archive by name, in the archive's order. What its directory says decides before anything is
 * inflated, and nothing is inflated past that.
 * @throws CodedError `NPZ_INVALID`
 */
export function readZipMembers(
  archive: Uint8Array,
  wanted: MembersWanted,
): ReadonlyMap<string, Uint8Array> {
  const sizes = statedSizes(archive, wanted.isWanted);
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  if (total > wanted.limitBytes) {
    throw npzInvalid(
      `The .npz archive unpacks to more than the ${wanted.limitBytes} bytes that are read; split it into smaller ones`,
    );
  }
  const members = inflate(archive, sizes);
  const missing = [...sizes.keys()].find((name) => !members.has(name));
  if (missing !== undefined) throw damaged(missing);
  return members;
}

export function npzInvalid(message: string, cause?: unknown): CodedError<EvaluationErrorCode> {
  return new CodedError<EvaluationErrorCode>('NPZ_INVALID', message, { cause });
}

/** Unpacked sizes by name, as the archive's directory states them. */
function statedSizes(
  archive: Uint8Array,
  isWanted: MembersWanted['isWanted'],
): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  guarded(() =>
    unzipSync(archive, {
      filter: ({ name, originalSize }) => {
        if (!isWanted(name)) return false;
        if (sizes.has(name)) {
          throw npzInvalid(`The .npz archive holds ${JSON.stringify(name)} twice`);
        }
        sizes.set(name, originalSize);
        return false;
      },
    }),
  );
  return sizes;
}

function inflate(archive: Uint8Array, sizes: ReadonlyMap<string, number>): Map<string, Uint8Array> {
  const members = new Map<string, Uint8Array>();
  const unzip = new Unzip((file) => {
    const size = sizes.get(file.name);
    if (size === undefined || members.has(file.name)) return;
    const member = new Uint8Array(size);
    let filled = 0;
    file.ondata = (error, chunk, final) => {
      // The inflater catches what is thrown here and hands it back as an error of its own.
      if (error !== null) throw isCodedError(error) ? error : damaged(file.name, error);
      if (filled + chunk.length > size) {
        throw npzInvalid(
          `The .npz archive's ${JSON.stringify(file.name)} unpacks to more than the ${size} bytes that it states`,
        );
      }
      member.set(chunk, filled);
      filled += chunk.length;
      if (!final) return;
      if (filled !== size) throw damaged(file.name);
      members.set(file.name, member);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  guarded(() => {
    for (let start = 0; start < archive.length; start += sliceBytes) {
      const end = Math.min(start + sliceBytes, archive.length);
      unzip.push(archive.subarray(start, end), end === archive.length);
    }
  });
  return members;
}

function guarded(run: () => unknown): void {
  try {
    run();
  } catch (cause) {
    if (isCodedError(cause)) throw cause;
    throw npzInvalid(
      `The file is not a .npz archive, or is cut off or damaged: ${messageOf(cause)}`,
      cause,
    );
  }
}

function damaged(name: string, cause?: unknown): CodedError<EvaluationErrorCode> {
  return npzInvalid(`The .npz archive's ${JSON.stringify(name)} is cut off or damaged`, cause);
}
