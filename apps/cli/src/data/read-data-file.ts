import { stat } from 'node:fs/promises';
import {
  type DataFile,
  openNpy,
  openNpz,
  readNpy,
  readNpz,
  type TensorArray,
} from '@flotilla/evaluation';
import { aboutFile } from '../errors';
import { openFileRange } from '../files/file-range';
import { readInputFile } from '../files/read-input-file';
import { type ImageFolder, readImageFolder } from '../images/image-folder';

/** Inputs as they lie on the disk, for whatever model. */
export type OpenedData =
  | { readonly path: string; readonly arrays: DataFile }
  | { readonly path: string; readonly folder: ImageFolder };

/**
 * Opens a folder of images, a `.npy`, or a `.npz`, told apart by their first bytes. Samples are read when they are needed,
 * but for those of a compressed `.npz`, which is read as a whole.
 */
export async function openData(path: string): Promise<OpenedData> {
  const status = await stat(path).catch(() => undefined);
  if (status?.isDirectory()) return { path, folder: await readImageFolder(path) };
  const range = await openFileRange(path);
  const [first, second] = range.subarray(0, Math.min(2, range.byteLength));
  const isArchive = first === 0x50 && second === 0x4b;
  if (!isArchive) return { path, arrays: aboutFile(path, () => openNpy(range)) };
  const stored = aboutFile(path, () => openNpz(range));
  if (stored) return { path, arrays: stored };
  const bytes = await readInputFile(path);
  return { path, arrays: aboutFile(path, () => readNpz(bytes)) };
}

/** Reads a `.npy`. */
export async function readArrayFile(path: string): Promise<TensorArray> {
  const bytes = await readInputFile(path);
  return aboutFile(path, () => readNpy(bytes));
}
