import { detectFormat } from '@flotilla/converter';
import { isCodedError } from '@flotilla/foundation';
import { type Model, ModelError, readModel } from '@flotilla/tflite';
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
  return { path, bytes, model: aboutFile(path, () => readAdvising(bytes)) };
}

function readAdvising(bytes: Uint8Array): Model {
  try {
    return readModel(bytes);
  } catch (cause) {
    const advice = cause instanceof ModelError ? adviceFor(cause) : undefined;
    if (!(cause instanceof ModelError) || advice === undefined) throw cause;
    throw new ModelError(cause.code, `${advice} (${cause.message})`, { cause });
  }
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
      return undefined;
  }
}

function isConvertible(bytes: Uint8Array): boolean {
  try {
    return detectFormat(bytes) !== 'tflite';
  } catch {
    return false;
  }
}
