import type { Model } from '@flotilla/tflite';
import { CliError } from '../errors';

/** Typical inputs of one signature, or of the main graph. */
export interface CalibrationFile {
  readonly path: string;
  readonly signature?: string;
}

/**
 * What `--calibration FILE` or `SIGNATURE=FILE`, given once or more, and `--signature` say together.
 * @param signature whose inputs a file without a signature holds
 * @throws CliError `USAGE`
 */
export function calibrationFiles(
  { signatures }: Model,
  given: readonly string[],
  signature: string | undefined,
): CalibrationFile[] {
  const files = given.map((text): CalibrationFile => {
    const key = signatures.find((each) => text.startsWith(`${each.key}=`))?.key;
    if (key !== undefined) return { path: text.slice(key.length + 1), signature: key };
    return { path: text, ...(signature !== undefined && { signature }) };
  });
  const keys = files.map((file) => file.signature);
  if (files.length > 1 && (keys.includes(undefined) || new Set(keys).size < keys.length)) {
    throw new CliError(
      'USAGE',
      'several files of calibration data are for one signature each; write --calibration SIGNATURE=FILE',
    );
  }
  return files;
}
