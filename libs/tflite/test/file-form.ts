import { decode, encode } from '@flotilla/flatbuffer';
import { ModelError, readModel } from '@flotilla/tflite';
import { type FileModel, TFLITE_SCHEMA } from '../src/schema/file-model';

/** The file with its tables changed by hand. */
export function changed(bytes: Uint8Array, change: (file: FileModel) => void): Uint8Array {
  const file = decode(TFLITE_SCHEMA, bytes);
  change(file);
  return encode(TFLITE_SCHEMA, file);
}

/** Why a file is refused; undefined when it is read, and any other error is passed on. */
export function refusalOf(bytes: Uint8Array): ModelError | undefined {
  try {
    readModel(bytes);
    return undefined;
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
