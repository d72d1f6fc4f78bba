import { type DataFile, openNpy, readNpy, readNpz, type TensorArray } from '@flotilla/evaluation';
import { aboutFile } from '../errors';
import { openFileRange } from '../files/file-range';
import { readInputFile } from '../files/read-input-file';

export interface DataSource {
  readonly path: string;
  readonly file: DataFile;
}

/** Opens a `.npy`, whose samples are read when they are needed, or reads a `.npz`, told apart by their first bytes. */
export async function readDataFile(path: string): Promise<DataSource> {
  const range = await openFileRange(path);
  const [first, second] = range.subarray(0, Math.min(2, range.byteLength));
  const isArchive = first === 0x50 && second === 0x4b;
  if (!isArchive) return { path, file: aboutFile(path, () => openNpy(range)) };
  const bytes = await readInputFile(path);
  return { path, file: aboutFile(path, () => readNpz(bytes)) };
}

/** Reads a `.npy`. */
export async function readArrayFile(path: string): Promise<TensorArray> {
  const bytes = await readInputFile(path);
  return aboutFile(path, () => readNpy(bytes));
}
