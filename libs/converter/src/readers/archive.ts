import { Unzip, UnzipInflate, unzipSync } from 'fflate';
import { ConverterError } from '../errors';

/** A deflated byte may stand for a thousand; a slice of this size inflates to 16 MiB at most. */
const sliceBytes = 16 * 1024;

/**
 * Members of a zip archive, never inflated past the size that the archive's directory states.
 * @param limitsBytes the wanted members and the largest size allowed for each
 * @throws ConverterError `MALFORMED_ARCHIVE` or `ARCHIVE_TOO_LARGE`
 */
export function readArchive(
  bytes: Uint8Array,
  limitsBytes: ReadonlyMap<string, number>,
): ReadonlyMap<string, Uint8Array> {
  const sizes = listArchive(bytes);
  const wanted = new Map<string, Uint8Array>();
  for (const [name, limit] of limitsBytes) {
    const size = sizes.get(name);
    if (size === undefined) continue;
    if (size > limit) {
      throw new ConverterError(
        'ARCHIVE_TOO_LARGE',
        `${name} would unpack to ${size} bytes; at most ${limit} are read`,
      );
    }
    wanted.set(name, new Uint8Array(size));
  }
  return extract(bytes, wanted);
}

/** Unpacked sizes by name, as the archive's directory states them. */
export function listArchive(bytes: Uint8Array): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        sizes.set(name, originalSize);
        return false;
      },
    });
  } catch (cause) {
    throw new ConverterError('MALFORMED_ARCHIVE', 'the zip archive is damaged or cut short', {
      cause,
    });
  }
  return sizes;
}

function extract(bytes: Uint8Array, targets: Map<string, Uint8Array>): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  const archive = new Unzip((file) => {
    const target = targets.get(file.name);
    if (target === undefined || found.has(file.name)) return;
    let filled = 0;
    file.ondata = (error, chunk, final) => {
      // The inflater catches what is thrown here and hands it back as an error of its own.
      if (error !== null) throw isConverterError(error) ? error : damaged(file.name, error);
      if (filled + chunk.length > target.length) {
        throw new ConverterError(
          'ARCHIVE_TOO_LARGE',
          `${file.name} unpacks to more than it states`,
        );
      }
      target.set(chunk, filled);
      filled += chunk.length;
      if (!final) return;
      if (filled !== target.length) throw damaged(file.name);
      found.set(file.name, target);
    };
    file.start();
  });
  archive.register(UnzipInflate);
  try {
    for (let start = 0; start < bytes.length; start += sliceBytes) {
      const end = Math.min(start + sliceBytes, bytes.length);
      archive.push(bytes.subarray(start, end), end === bytes.length);
    }
  } catch (cause) {
    if (cause instanceof ConverterError) throw cause;
    throw new ConverterError('MALFORMED_ARCHIVE', 'the zip archive is damaged', { cause });
  }
  for (const name of targets.keys()) if (!found.has(name)) throw damaged(name);
  return found;
}

function isConverterError(error: unknown): error is ConverterError {
  return error instanceof ConverterError;
}

function damaged(name: string, cause?: unknown): ConverterError {
  return new ConverterError(
    'MALFORMED_ARCHIVE',
    `${name} in the zip archive is damaged or cut short`,
    {
      cause,
    },
  );
}
