import { CodedError } from '@flotilla/foundation';
import type { RuntimeErrorCode } from './errors';

export function verifyModel(bytes: Uint8Array, _batch: number | undefined): void {
  const identifier = String.fromCharCode(...bytes.subarray(4, 8));
  if (identifier !== 'TFL3') {
    throw new CodedError<RuntimeErrorCode>(
      'MODEL_INVALID',
      'The bytes are not a TFLite model: the file identifier TFL3 is missing',
    );
  }
}
