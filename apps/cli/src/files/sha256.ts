import { createHash } from 'node:crypto';
import type { ByteSource } from '@flotilla/tflite';

const pieceBytes = 2 ** 24;

/** In lower-case hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Like `sha256`, of a whole file, piece by piece. */
export async function sha256OfFile(source: ByteSource): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < source.sizeBytes; at += pieceBytes) {
    hash.update(await source.read(at, Math.min(pieceBytes, source.sizeBytes - at)));
  }
  return hash.digest('hex');
}
