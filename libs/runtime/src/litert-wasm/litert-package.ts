import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { CodedError } from '@flotilla/foundation';
import type { RuntimeErrorCode } from '../errors';

export interface LitertPackage {
  readonly version: string;
  /** Where its builds lie. */
  readonly folder: string;
}

/**
 * The installed `@litertjs/core`.
 * @throws CodedError `RUNTIME_LIBRARY_MISSING`
 */
export function litertPackage(): LitertPackage {
  try {
    const manifest = createRequire(__filename).resolve('@litertjs/core/package.json');
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
    return { version, folder: path.join(path.dirname(manifest), 'wasm') };
  } catch (cause) {
    throw new CodedError<RuntimeErrorCode>(
      'RUNTIME_LIBRARY_MISSING',
      'The package @litertjs/core, which carries LiteRT, is not installed; run npm ci',
      { cause },
    );
  }
}
