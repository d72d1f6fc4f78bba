import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError } from '../errors';
import { inputFileError } from '../files/input-file-error';

export interface ImageFile {
  readonly path: string;
  /** The sub-folder that it lies in: its class. */
  readonly folder?: string;
}

/** The images of a folder, in the order of their names. */
export interface ImageFolder {
  readonly images: readonly ImageFile[];
  /** Names of the sub-folders that they lie in, if they do; also of those that hold none. */
  readonly folders: readonly string[];
  /** Files and folders that are no images, by their paths. */
  readonly passedOver: readonly string[];
}

const IMAGE_NAME = /\.(?:jpe?g|png|bmp|webp)$/iu;

/**
 * Lists the images of a folder or, where it has none itself, of its sub-folders, one after another. Names are compared by
 * their code units, so that the order is the same everywhere; those that begin with a point are left out, as `ls` does.
 * @throws CliError `IMAGES_MISSING`, `FILE_UNREADABLE`
 */
export async function readImageFolder(path: string): Promise<ImageFolder> {
  const { images, folders, others } = await contentOf(path);
  if (images.length > 0) return { images, folders: [], passedOver: [...folders, ...others] };
  const inside: ImageFile[] = [];
  const passedOver = [...others];
  for (const folder of folders) {
    const content = await contentOf(join(path, folder));
    inside.push(...content.images.map((image) => ({ ...image, folder })));
    passedOver.push(...[...content.folders, ...content.others].map((name) => join(folder, name)));
  }
  if (inside.length > 0) return { images: inside, folders, passedOver };
  throw new CliError(
    'IMAGES_MISSING',
    `${path} holds no .jpg, .jpeg, .png, .bmp or .webp file, and neither do its folders; name a folder of images`,
  );
}

async function contentOf(
  path: string,
): Promise<{ images: ImageFile[]; folders: string[]; others: string[] }> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    throw inputFileError(path, error);
  });
  const shown = entries.filter(({ name }) => !name.startsWith('.'));
  const folders = shown.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const files = shown.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  return {
    images: files
      .filter((name) => IMAGE_NAME.test(name))
      .sort(byCodeUnits)
      .map((name) => ({ path: join(path, name) })),
    folders: folders.sort(byCodeUnits),
    others: files.filter((name) => !IMAGE_NAME.test(name)).sort(byCodeUnits),
  };
}

function byCodeUnits(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
