import { detectFormat } from '@flotilla/converter';
import { type Model, ModelError, type ModelErrorCode, readModel } from '@flotilla/tflite';
import { aboutFile, CliError } from '../errors';
import { readInputFile } from '../files/read-input-file';

/** What bytes that went missing or were changed look like. */
const damage: ReadonlySet<ModelErrorCode> = new Set(['TRUNCATED', 'MALFORMED']);

export interface ModelFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly model: Model;
}

/**
 * Reads a `.tflite` file.
 * @throws CliError, ModelError; `NOT_TFLITE` for a model that can be converted to one
 */
export async function readModelFile(path: string): Promise<ModelFile> {
  const bytes = await readInputFile(path);
  if (isConvertible(bytes)) {
    throw new CliError(
      'NOT_TFLITE',
      `${path} is no .tflite file; first run: flotilla convert ${path} MODEL.tflite`,
    );
  }
  return { path, bytes, model: aboutFile(path, () => readWhole(bytes)) };
}

function readWhole(bytes: Uint8Array): Model {
  try {
    return readModel(bytes);
  } catch (cause) {
    if (!(cause instanceof ModelError) || !damage.has(cause.code)) throw cause;
    throw new ModelError(
      cause.code,
      `the file is cut off or damaged, get it again (${cause.message})`,
      { cause },
    );
  }
}

function isConvertible(bytes: Uint8Array): boolean {
  try {
    return detectFormat(bytes) !== 'tflite';
  } catch {
    return false;
  }
}
