import { detectFormat } from '@flotilla/converter';
import { isCodedError } from '@flotilla/foundation';
import {
  type ByteSource,
  type Model,
  ModelError,
  readModel,
  readStoredModelFrom,
} from '@flotilla/tflite';
import { aboutFile, aboutFileAsync, CliError } from '../errors';
import { withInputFile } from '../files/open-input-file';
import { readInputFile, wholeFileLimitBytes } from '../files/read-input-file';

export interface ModelFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly model: Model;
  /** Whether constants stand after the FlatBuffer, where not every runtime looks for them. */
  readonly hasOutsideData: boolean;
}

/** A model with the bytes that a runtime loads. */
export interface LoadableModelFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly model: Model;
}

/**
 * Reads a `.tflite` file of any size, range by range.
 * @throws CliError, ModelError; `NOT_TFLITE` for a model that can be converted to one
 */
export async function readModelFile(path: string): Promise<ModelFile> {
  return withInputFile(path, async (source) => readOpenModelFile(path, source));
}

/** Like `readModelFile`, for one that is open and stays so. */
export async function readOpenModelFile(path: string, source: ByteSource): Promise<ModelFile> {
  const { sizeBytes } = source;
  const start = await source.read(0, Math.min(sizeBytes, 8));
  if (!isTflite(start) && sizeBytes <= wholeFileLimitBytes) {
    refuseConvertible(path, await readInputFile(path));
  }
  const stored = await aboutFileAsync(path, () => readStoredModelFrom(source).catch(blameDamage));
  return { path, sizeBytes, ...stored };
}

/**
 * Reads a `.tflite` file whole.
 * @throws CliError, ModelError; `NOT_TFLITE` for a model that can be converted to one
 */
export async function readLoadableModelFile(path: string): Promise<LoadableModelFile> {
  const bytes = await readInputFile(path);
  refuseConvertible(path, bytes);
  const model = aboutFile(path, () => {
    try {
      return readModel(bytes);
    } catch (cause) {
      return blameDamage(cause);
    }
  });
  return { path, bytes, model };
}

function blameDamage(cause: unknown): never {
  const advice = cause instanceof ModelError ? adviceFor(cause) : undefined;
  if (!(cause instanceof ModelError) || advice === undefined) throw cause;
  throw new ModelError(cause.code, `${advice} (${cause.message})`, { cause });
}

/** What someone who only has the file makes of a fault in its bytes. */
function adviceFor({ code, cause }: ModelError): string | undefined {
  switch (code) {
    case 'NOT_A_MODEL':
      return 'this is not a .tflite file, name one';
    case 'TRUNCATED':
    case 'MALFORMED':
      return 'the file is cut off or damaged, get it again';
    case 'UNSUPPORTED_FEATURE':
      // What the decoder does not know may as well be damage; the others say by themselves what to do.
      return isCodedError(cause) ? 'the file is damaged, or newer than what is read' : undefined;
    case 'LIMIT_EXCEEDED':
    case 'METADATA_MISMATCH':
      return undefined;
  }
}

function isTflite(start: Uint8Array): boolean {
  return Buffer.from(start).toString('latin1', 4, 8) === 'TFL3';
}

function refuseConvertible(path: string, bytes: Uint8Array): void {
  if (!isConvertible(bytes)) return;
  throw new CliError(
    'NOT_TFLITE',
    `${path} is no .tflite file; first run: flotilla convert ${path} MODEL.tflite`,
  );
}

function isConvertible(bytes: Uint8Array): boolean {
  try {
    return detectFormat(bytes) !== 'tflite';
  } catch {
    return false;
  }
}
