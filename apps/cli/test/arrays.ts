import { readFileSync, writeFileSync } from 'node:fs';
import {
  type ElementType,
  readNpy,
  readNumbers,
  writeNpy,
  writeNumbers,
} from '@flotilla/evaluation';

/** Writes a `.npy` of some values, repeated as often as the shape takes. */
export function writeArray(
  path: string,
  type: ElementType,
  shape: readonly number[],
  values: readonly number[] = [0],
): string {
  const count = shape.reduce((product, dimension) => product * dimension, 1);
  const all = Array.from({ length: count }, (_, at) => values[at % values.length] ?? 0);
  writeFileSync(path, writeNpy({ type, shape, bytes: writeNumbers(type, all) }));
  return path;
}

export function readArray(path: string): {
  type: ElementType;
  shape: readonly number[];
  values: Float64Array;
} {
  const { type, shape, bytes } = readNpy(readFileSync(path));
  return { type, shape, values: readNumbers(type, bytes) };
}

/** Writes the elements of an array in another shape. */
export function reshape(from: string, to: string, shape: readonly number[]): string {
  const { type, bytes } = readNpy(readFileSync(from));
  writeFileSync(to, writeNpy({ type, shape, bytes }));
  return to;
}

export function largestDifference(left: ArrayLike<number>, right: ArrayLike<number>): number {
  expect(left.length).toBe(right.length);
  return Array.from(left).reduce(
    (most, value, at) => Math.max(most, Math.abs(value - (right[at] ?? NaN))),
    0,
  );
}
