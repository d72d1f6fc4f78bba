import { readFileSync } from 'node:fs';

export interface FloatArray {
  readonly shape: number[];
  readonly values: Float32Array;
}

const MAGIC = '\x93NUMPY';
const HEADER_START = 10;

function parseShape(header: string): number[] {
  const dimensions = /'shape': \(([^)]*)\)/.exec(header)?.[1];
  if (dimensions === undefined) throw new Error('npy header without a shape');
  return dimensions
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map(Number);
}

/** Reads what `numpy.save` writes for a C-ordered little-endian float32 array (format 1.0). */
export function readFloatNpy(path: string): FloatArray {
  const file = readFileSync(path);
  if (file.toString('latin1', 0, 6) !== MAGIC || file[6] !== 1) {
    throw new Error(`${path} is not an npy file of version 1`);
  }
  const dataStart = HEADER_START + file.readUInt16LE(8);
  const header = file.toString('latin1', HEADER_START, dataStart);
  if (!header.includes("'<f4'") || !header.includes("'fortran_order': False")) {
    throw new Error(`${path} is not a C-ordered float32 array`);
  }
  // A Float32Array needs an aligned start, which a small file's pooled buffer doesn't promise.
  return {
    shape: parseShape(header),
    values: new Float32Array(Uint8Array.from(file.subarray(dataStart)).buffer),
  };
}

export function maxAbsoluteDifference(left: ArrayLike<number>, right: ArrayLike<number>): number {
  if (left.length !== right.length) {
    throw new Error(`${left.length} values cannot be compared with ${right.length}`);
  }
  let largest = 0;
  for (let index = 0; index < left.length; index += 1) {
    const difference = Math.abs(Number(left[index]) - Number(right[index]));
    // Written this way round so that a NaN counts as a difference.
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Infinity : difference;
  }
  return largest;
}
