import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { CliError } from '../errors';
import { checkOutputPath } from './output-file';

export interface FilesOfOneCommand {
  readonly outputs: readonly string[];
  readonly inputs: readonly string[];
}

/**
 * Checks before long work that every result can be written, and that none would take the place of an input or of another
 * result.
 * @throws CliError `OUTPUT_UNWRITABLE`, `OUTPUT_TAKEN`
 */
export async function checkOutputPaths({ outputs, inputs }: FilesOfOneCommand): Promise<void> {
  const inputOf = new Map<string, string>();
  for (const input of inputs) inputOf.set(await identityOf(input), input);
  const taken = new Set<string>();
  for (const output of outputs) {
    await checkOutputPath(output);
    const identity = await identityOf(output);
    const input = inputOf.get(identity);
    if (input !== undefined) throw refused(output, `it is the input ${input}; name another file`);
    if (taken.has(identity)) throw refused(output, 'another result goes there; name another file');
    taken.add(identity);
  }
}

/** Equal for two names of one file, whatever links lie between; a file that is not there yet is told by its place. */
async function identityOf(path: string): Promise<string> {
  const status = await stat(path, { bigint: true }).catch(() => undefined);
  if (status) return `${status.dev}:${status.ino}`;
  const folder = dirname(resolve(path));
  return join(await realpath(folder).catch(() => folder), basename(path));
}

function refused(output: string, why: string): CliError {
  return new CliError('OUTPUT_TAKEN', `${output} cannot be written: ${why}`);
}
