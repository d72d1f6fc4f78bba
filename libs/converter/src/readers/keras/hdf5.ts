import { Dataset, File, Group } from 'jsfive';
import { elementCount } from '@flotilla/tflite';
import { ConverterError } from '../../errors';
import { formatShape } from '../../shape';
import type { Weight } from '../../graph';

/** Keras 3 stores float32; the other widths appear under `float16` and `float64` policies. */
const floatBytes: ReadonlyMap<unknown, number> = new Map([
  ['<f2', 2],
  ['<f4', 4],
  ['<f8', 8],
]);

/** The groups and float datasets of an HDF5 file. The only file that knows which library reads HDF5. */
export class Hdf5File {
  readonly #root: Group;
  readonly #sizeBytes: number;

  /** @throws ConverterError `MALFORMED_WEIGHTS` */
  constructor(bytes: Uint8Array) {
    this.#sizeBytes = bytes.byteLength;
    this.#root = guard('the weights are not an HDF5 file', () => new File(bytes.slice().buffer));
  }

  /** Names of the members of a group; empty when there is no such group. */
  members(path: string): string[] {
    return this.#guard(path, () => this.#group(path)?.keys ?? []);
  }

  /** A text attribute of a group; `undefined` when there is none. */
  attribute(path: string, name: string): string | undefined {
    return this.#guard(path, () => {
      const value = this.#group(path)?.attrs[name];
      return typeof value === 'string' ? value : undefined;
    });
  }

  /** A float dataset; `undefined` when there is nothing at the path. */
  dataset(path: string): Weight | undefined {
    return this.#guard(path, () => {
      const found = this.#find(path);
      return found instanceof Dataset ? this.#readDataset(path, found) : undefined;
    });
  }

  #readDataset(path: string, dataset: Dataset): Weight {
    const { shape, dtype } = dataset;
    const itemBytes = floatBytes.get(dtype);
    if (itemBytes === undefined) throw fault(`${path} is not of floats but of ${String(dtype)}`);
    const count = elementCount(shape);
    // A header can claim any shape: nothing is allocated that the file could not hold.
    if (!(count * itemBytes <= this.#sizeBytes)) {
      throw fault(`${path} claims ${formatShape(shape)}, more than the file holds`);
    }
    // Keras writes contiguous data; a chunked dataset may be compressed and swell without limit.
    if (dataset._dataobjects.chunks) throw fault(`${path} is stored in chunks`);
    const { value } = dataset;
    if (!Array.isArray(value) || value.length !== count) throw fault(`${path} is incomplete`);
    return { shape: [...shape], values: Float32Array.from(value as number[]) };
  }

  #group(path: string): Group | undefined {
    const found = this.#find(path);
    return found instanceof Group ? found : undefined;
  }

  /** Walks by member names, since the library throws alike for an absent and for a broken member. */
  #find(path: string): Group | Dataset | undefined {
    let found: Group | Dataset = this.#root;
    for (const name of path.split('/')) {
      if (!(found instanceof Group) || !found.keys.includes(name)) return undefined;
      const member: Group | Dataset | null | undefined = found.get(name);
      if (member === null || member === undefined) return undefined;
      found = member;
    }
    return found;
  }

  #guard<T>(path: string, read: () => T): T {
    return guard(`the weights file is damaged at ${path}`, read);
  }
}

/** The library throws strings and RangeErrors at bytes that make no sense. */
function guard<T>(message: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof ConverterError) throw cause;
    throw new ConverterError('MALFORMED_WEIGHTS', message, { cause });
  }
}

function fault(message: string): ConverterError {
  return new ConverterError('MALFORMED_WEIGHTS', `the weights file is damaged: ${message}`);
}
