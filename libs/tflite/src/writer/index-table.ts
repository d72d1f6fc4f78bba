/** Numbers objects by identity, for files that refer by index. */
export class IndexTable<T extends object> {
  readonly #indexes: ReadonlyMap<T, number>;

  constructor(
    list: readonly T[],
    private readonly what: string,
  ) {
    this.#indexes = new Map(list.map((item, index) => [item, index]));
  }

  /** @throws RangeError when the object is not in the list, which is a mistake of whoever built the model */
  of(item: T, name: string): number {
    const index = this.#indexes.get(item);
    if (index === undefined) throw new RangeError(`"${name}" is not among ${this.what}`);
    return index;
  }
}
