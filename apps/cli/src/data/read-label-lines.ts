import { CliError } from '../errors';
import { readInputFile } from '../files/read-input-file';

/**
 * Reads names of classes, one a line.
 * @throws CliError `LABELS_INVALID` when the file is no UTF-8 text
 */
export async function readLabelLines(path: string): Promise<string[]> {
  const content = await readInputFile(path);
  try {
    const lines = new TextDecoder('utf-8', { fatal: true }).decode(content).split(/\r?\n/);
    if (lines.at(-1) === '') lines.pop();
    return lines;
  } catch (cause) {
    throw new CliError(
      'LABELS_INVALID',
      `${path} is no UTF-8 text; give the names of the classes, one a line`,
      { cause },
    );
  }
}
