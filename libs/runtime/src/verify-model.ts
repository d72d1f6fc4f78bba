import { CodedError } from '@flotilla/foundation';
import { ModelError, readStoredModel, type StoredModel } from '@flotilla/tflite';
import type { RuntimeErrorCode } from './errors';

/**
 * Reads the whole file before native code sees it: TensorFlow Lite checks a FlatBuffer's offsets but trusts the indexes
 * in it, and hostile bytes crash the process.
 * @throws CodedError `MODEL_INVALID`, `MODEL_UNSUPPORTED`
 */
export function verifyModel(bytes: Uint8Array): StoredModel {
  try {
    return readStoredModel(bytes);
  } catch (cause) {
    if (!(cause instanceof ModelError)) throw cause;
    const code = cause.code === 'UNSUPPORTED_FEATURE' ? 'MODEL_UNSUPPORTED' : 'MODEL_INVALID';
    throw new CodedError<RuntimeErrorCode>(code, cause.message, { cause });
  }
}
