import { readFileSync } from 'node:fs';
import { readNpy, readNumbers } from '@flotilla/evaluation';

export interface FloatArray {
  readonly shape: number[];
  readonly values: Float32Array;
}

/** Reads a `.npy` file of float32 elements. */
export function readFloatNpy(path: string): FloatArray {
  const { type, shape, bytes } = readNpy(readFileSync(path));
  if (type !== 'FLOAT32') throw new Error(`${path} holds ${type}, not FLOAT32`);
  return { shape: [...shape], values: Float32Array.from(readNumbers(type, bytes)) };
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
