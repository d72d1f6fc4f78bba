import { readLabels } from '@flotilla/evaluation';
import type { Model } from '@flotilla/tflite';
import type { CliContext } from '../context';
import { aboutFile, CliError } from '../errors';
import { folderLabels } from '../images/folder-labels';
import { type OpenedData, readArrayFile } from './read-data-file';

/**
 * The class of each sample: out of a file, or of the folders that images lie in.
 * @throws CliError `USAGE` where nothing says it, `LABELS_INVALID`
 */
export async function dataLabels(
  { note }: CliContext,
  opened: OpenedData,
  labelsPath: string | undefined,
  model: Model,
): Promise<Int32Array> {
  if (labelsPath !== undefined) {
    const array = await readArrayFile(labelsPath);
    return aboutFile(labelsPath, () => readLabels(array));
  }
  const { path } = opened;
  const found = 'folder' in opened ? folderLabels(path, opened.folder, model) : undefined;
  if (!found) {
    throw new CliError(
      'USAGE',
      `nothing says of which classes ${path} is; add --labels LABELS.npy, or put images into one folder for each class`,
    );
  }
  const source = found.areNamed
    ? 'the labels in the model’s metadata'
    : 'the order of the folders’ names';
  note(`${path}: classes are those of the folders, numbered by ${source}`);
  return found.labels;
}
