import { ModelError } from '../errors';

/** Turns the file's indexes into references. */
export function lookUp<T>(list: readonly T[], index: number, what: string): T {
  const found = list[index];
  if (found === undefined) {
    throw new ModelError('MALFORMED', `cannot resolve ${what}: index ${index} of ${list.length}`);
  }
  return found;
}
