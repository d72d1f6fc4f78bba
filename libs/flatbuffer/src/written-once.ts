import type { PlainValue } from './infer';

/**
 * What is written already, by its position from the end of the file. One object is always written once; with `equal`,
 * so is what equals it: strings, vectors and tables, whose contents may be shared as nothing in a file can change them.
 */
export class WrittenOnce {
  readonly #objects = new Map<PlainValue, number>();
  readonly #contents = new Map<string, number>();

  constructor(private readonly equal: boolean) {}

  object(value: PlainValue, write: () => number): number {
    return found(this.#objects, value, write);
  }

  /** @param content says all of it; what it refers to stands in it by position */
  content(content: () => string, write: () => number): number {
    return this.equal ? found(this.#contents, content(), write) : write();
  }
}

function found<Key>(known: Map<Key, number>, key: Key, write: () => number): number {
  const position = known.get(key) ?? write();
  known.set(key, position);
  return position;
}
