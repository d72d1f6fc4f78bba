import { createHash } from 'node:crypto';
import type { SourceModel } from '../src/artifact/artifact';
import { readModel } from '@flotilla/tflite';

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A model as a command reads it. */
export function sourceOf(bytes: Uint8Array): SourceModel {
  const file = { sha256: sha256(bytes), sizeBytes: bytes.byteLength };
  return { model: readModel(bytes), file };
}
