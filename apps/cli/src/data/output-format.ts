import { type TensorArray, writeNpy, writeNpz } from '@flotilla/evaluation';
import { CliError } from '../errors';

export type OutputFormat = 'npy' | 'npz';

/**
 * The format that an output file's name asks for.
 * @throws CliError `USAGE` when the name asks for none, or for one that cannot hold so many outputs
 */
export function outputFormat(path: string, outputCount: number): OutputFormat {
  const extension = /\.(npy|npz)$/.exec(path)?.[1];
  if (extension === 'npz') return 'npz';
  if (outputCount > 1) {
    throw new CliError(
      'USAGE',
      `The model has ${outputCount} outputs, which ${path} cannot hold; name a .npz file with --output`,
    );
  }
  if (extension === undefined) {
    throw new CliError(
      'USAGE',
      `${path} says no format; name a .npy file, or a .npz file, with --output`,
    );
  }
  return 'npy';
}

/** The file's bytes: the one array, or all of them by tensor name. */
export function formatArrays(
  format: OutputFormat,
  arrays: ReadonlyMap<string, TensorArray>,
): Uint8Array {
  const [first] = arrays.values();
  if (format === 'npz' || !first) return writeNpz(arrays);
  return writeNpy(first);
}
