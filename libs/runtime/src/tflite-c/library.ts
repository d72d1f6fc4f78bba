import koffi, { type LibraryHandle } from 'koffi';
import { CodedError, isCodedError, messageOf } from '@flotilla/foundation';
import type { RuntimeErrorCode } from '../errors';
import { type Bindings, bind } from './bindings';
import { NativeMessages } from './native-messages';
import { quietStandardError, type RunQuietly } from './quiet-stderr';

/** A loaded TensorFlow Lite. */
export interface TfliteLibrary {
  readonly version: string;
  readonly c: Bindings;
  readonly messages: NativeMessages;
  readonly quietly: RunQuietly;
}

/** The C API kept these functions' signatures since 2.5; 3 may not. */
const supportedVersion = /^2\.(\d+)\./;
const oldestMinor = 5;

/** Kernels expect a thread's usual stack (Eigen alone takes 128 KiB with alloca); koffi's default for a call is 128 KiB. */
const callStackBytes = 8 * 1024 * 1024;

/**
 * Loads the library at a path and resolves all that Flotilla calls.
 * @throws CodedError `RUNTIME_LIBRARY_MISSING`, `RUNTIME_LIBRARY_INCOMPATIBLE`
 */
export function loadLibrary(path: string, platform: string): TfliteLibrary {
  // koffi takes settings only before its first library.
  if (koffi.config()['async_stack_size'] !== callStackBytes)
    koffi.config({ async_stack_size: callStackBytes });
  const library = open(path);
  try {
    const version = library.func('TfLiteVersion', 'str', [])() as string;
    const minor = Number(supportedVersion.exec(version)?.[1] ?? -1);
    if (minor < oldestMinor) {
      throw incompatible(
        `${path} is TensorFlow Lite ${version}; 2.${oldestMinor} or a later 2.x is needed`,
      );
    }
    return {
      version,
      c: bind(library),
      messages: new NativeMessages(platform),
      quietly: quietStandardError(platform),
    };
  } catch (cause) {
    if (isCodedError(cause)) throw cause;
    throw incompatible(
      `${path} is not a TensorFlow Lite C library with XNNPACK: ${String(cause)}`,
      cause,
    );
  }
}

function open(path: string): LibraryHandle {
  try {
    return koffi.load(path);
  } catch (cause) {
    throw new CodedError<RuntimeErrorCode>(
      'RUNTIME_LIBRARY_MISSING',
      `TensorFlow Lite at ${path} cannot be loaded: ${messageOf(cause)}`,
      { cause },
    );
  }
}

function incompatible(message: string, cause?: unknown): CodedError<RuntimeErrorCode> {
  return new CodedError<RuntimeErrorCode>('RUNTIME_LIBRARY_INCOMPATIBLE', message, { cause });
}
