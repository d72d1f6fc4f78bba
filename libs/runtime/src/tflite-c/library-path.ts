import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CodedError } from '@flotilla/foundation';
import type { RuntimeErrorCode } from '../errors';

/** The prebuilt libraries that `tfjs-tflite-node` carries, by Node's `platform-arch`. */
const prebuilt: Readonly<Record<string, string>> = {
  'linux-x64': 'linux_amd64/libtensorflowlite_c.so',
  'linux-arm64': 'linux_arm64/libtensorflowlite_c.so',
  'darwin-arm64': 'darwin_arm64/libtensorflowlite_c.dylib',
  'win32-x64': 'windows_amd64/tensorflowlite_c.dll',
};

/**
 * Where the TensorFlow Lite C library of a platform lies.
 * @throws CodedError `RUNTIME_LIBRARY_MISSING`
 */
export function libraryPath(platform: string, architecture: string): string {
  const key = `${platform}-${architecture}`;
  const file = prebuilt[key];
  if (file === undefined) {
    throw missing(
      `No prebuilt TensorFlow Lite for ${key}; there is one for ${Object.keys(prebuilt).join(', ')}`,
    );
  }
  const path = join(packageFolder(), 'cc_deps', file);
  if (!existsSync(path)) throw missing(`TensorFlow Lite is not at ${path}; run npm ci again`);
  return path;
}

function packageFolder(): string {
  try {
    return dirname(createRequire(__filename).resolve('tfjs-tflite-node/package.json'));
  } catch (cause) {
    throw missing(
      'The package tfjs-tflite-node, which carries TensorFlow Lite, is not installed; run npm ci',
      cause,
    );
  }
}

function missing(message: string, cause?: unknown): CodedError<RuntimeErrorCode> {
  return new CodedError<RuntimeErrorCode>('RUNTIME_LIBRARY_MISSING', message, { cause });
}
