import { isOutside, type FileRange } from './outside-ranges';

/** What stands after the FlatBuffer, by where it begins: distinct ranges begin at distinct places. */
export class OutsideData {
  readonly #data: ReadonlyMap<number, Uint8Array>;

  constructor(ranges: readonly FileRange[], data: readonly Uint8Array[]) {
    this.#data = new Map(
      ranges.map(({ offsetBytes }, index) => [offsetBytes, data[index] ?? new Uint8Array(0)]),
    );
  }

  /** The data at an offset that the tables state; undefined where it means that they stand inside. */
  at(offset: bigint, size: bigint): Uint8Array | undefined {
    if (!isOutside(offset)) return undefined;
    return size === 0n ? new Uint8Array(0) : this.#data.get(Number(offset));
  }
}
