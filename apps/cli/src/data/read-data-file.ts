import {
  type DataFile,
  readDataFile as readDataBytes,
  readNpy,
  type TensorArray,
} from '@flotilla/evaluation';
import { aboutFile } from '../errors';
import { readInputFile } from '../files/read-input-file';

export interface DataSource {
  readonly path: string;
  readonly file: DataFile;
}

/** Reads a `.npy` or a `.npz`. */
export async function readDataFile(path: string): Promise<DataSource> {
  const bytes = await readInputFile(path);
  return { path, file: aboutFile(path, () => readDataBytes(bytes)) };
}

/** Reads a `.npy`. */
export async function readArrayFile(path: string): Promise<TensorArray> {
  const bytes = await readInputFile(path);
  return aboutFile(path, () => readNpy(bytes));
}
