import { type DataFile, readNpy, readNpz, type TensorArray } from '@flotilla/evaluation';
import { aboutFile } from '../errors';
import { readInputFile } from '../files/read-input-file';

export interface DataSource {
  readonly path: string;
  readonly file: DataFile;
}

/** Reads a `.npy` or a `.npz`, told apart by their first bytes. */
export async function readDataFile(path: string): Promise<DataSource> {
  const bytes = await readInputFile(path);
  const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return { path, file: aboutFile(path, () => (isArchive ? readNpz(bytes) : readNpy(bytes))) };
}

/** Reads a `.npy`. */
export async function readArrayFile(path: string): Promise<TensorArray> {
  const bytes = await readInputFile(path);
  return aboutFile(path, () => readNpy(bytes));
}
