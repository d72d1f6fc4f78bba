import { metadataSummary, type Model } from '@flotilla/tflite';
import { CliError } from '../errors';
import type { ImageFolder } from './image-folder';

export interface FolderLabels {
  /** The class of each image. */
  readonly labels: Int32Array;
  /** Whether the model names its classes; otherwise the folders are counted in the order of their names. */
  readonly areNamed: boolean;
}

/**
 * Classes of images that lie in one folder for each class; `undefined` where they lie in no such folders.
 * @param path of the folder, for messages
 * @throws CliError `LABELS_INVALID` for a folder that bears the name of no class, or of several
 */
export function folderLabels(
  path: string,
  { images, folders }: ImageFolder,
  model: Model,
): FolderLabels | undefined {
  if (folders.length === 0) return undefined;
  const names = classNames(model);
  const classOf = new Map(
    folders.map((folder, index) => [folder, names ? named(path, folder, names) : index]),
  );
  return {
    labels: Int32Array.from(images, ({ folder = '' }) => classOf.get(folder) ?? 0),
    areNamed: names !== undefined,
  };
}

function classNames(model: Model): readonly string[] | undefined {
  const summary = metadataSummary(model);
  if (!summary || 'unreadable' in summary) return undefined;
  return summary.outputs[0]?.labels ?? undefined;
}

function named(path: string, folder: string, names: readonly string[]): number {
  const index = names.indexOf(folder);
  const isOne = index !== -1 && names.lastIndexOf(folder) === index;
  if (isOne) return index;
  const count = index === -1 ? 'none' : 'several';
  throw new CliError(
    'LABELS_INVALID',
    `${path} has a folder ${JSON.stringify(folder)}, which is the name of ${count} of the model’s classes (${JSON.stringify(names[0])}, …); rename it, or give the classes with --labels`,
  );
}
