import type { ByteSource } from '@flotilla/tflite';
import { withInputFile } from './open-input-file';
import { writeOutputFile } from './output-file';

const pieceBytes = 2 ** 26;

/**
 * Copies a file of any size; the copy is there whole or not at all.
 * @throws CliError as `withInputFile` and `writeOutputFile` do
 */
export async function copyFile(from: string, to: string): Promise<void> {
  await withInputFile(from, (source) => writeOutputFile(to, piecesOf(source)));
}

async function* piecesOf(source: ByteSource): AsyncGenerator<Uint8Array> {
  const { sizeBytes } = source;
  for (let at = 0; at < sizeBytes; at += pieceBytes) {
    yield await source.read(at, Math.min(pieceBytes, sizeBytes - at));
  }
}
