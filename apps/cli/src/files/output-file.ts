import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CliError } from '../errors';
import { systemCode } from './input-file-error';

/**
 * Checks before long work that its result can be written.
 * @throws CliError `OUTPUT_UNWRITABLE`
 */
export async function checkOutputPath(path: string): Promise<void> {
  const folder = dirname(path);
  const folderStatus = await stat(folder).catch(() => undefined);
  if (!folderStatus?.isDirectory()) {
    throw unwritable(
      `${path} cannot be written: the folder ${folder} does not exist; make it first`,
    );
  }
  const target = await stat(path).catch(() => undefined);
  if (target && !target.isFile()) {
    throw unwritable(
      `${path} cannot be written: it is ${target.isDirectory() ? 'a folder' : 'no regular file'}; name a file`,
    );
  }
  try {
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw unwritable(`${path} cannot be written: the folder ${folder} is not writable`, cause);
  }
}

/**
 * Writes a file that is there whole or not at all: beside its place first, then renamed.
 * @param content the file, or its parts one after another
 * @throws CliError `OUTPUT_UNWRITABLE`
 */
export async function writeOutputFile(
  path: string,
  content: Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  await checkOutputPath(path);
  const partial = join(
    dirname(path),
    `.${basename(path)}.${randomBytes(4).toString('hex')}.partial`,
  );
  try {
    const file = await open(partial, 'wx');
    try {
      for await (const part of content instanceof Uint8Array ? [content] : content) {
        await file.writeFile(part);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (cause) {
    await rm(partial, { force: true });
    throw unwritable(`${path} cannot be written (${systemCode(cause)})`, cause);
  }
}

function unwritable(message: string, cause?: unknown): CliError {
  return new CliError('OUTPUT_UNWRITABLE', message, { cause });
}
