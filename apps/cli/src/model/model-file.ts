import { detectFormat } from '@flotilla/converter';
import { type Model, readModel } from '@flotilla/tflite';
import { aboutFile, CliError } from '../errors';
import { readInputFile } from '../files/read-input-file';

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
  return { path, bytes, model: aboutFile(path, () => readModel(bytes)) };
}

function isConvertible(bytes: Uint8Array): boolean {
  try {
    return detectFormat(bytes) !== 'tflite';
  } catch {
    return false;
  }
}
