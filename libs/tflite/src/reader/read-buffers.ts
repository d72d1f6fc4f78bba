import type { Buffer } from '../model';
import type { FileBuffer } from '../schema/file-model';
import { lookUp } from './lookup';
import type { OutsideData } from './outside-data';

interface PlacedBuffer {
  readonly buffer: Buffer;
  /** Where in the file its data begin. */
  readonly offsetBytes: number;
}

/**
 * The file's buffers, each as one object however often it is referred to, and those that share data outside the
 * FlatBuffer as one. Data are views into what was read.
 */
export class BufferTable {
  readonly #buffers: readonly PlacedBuffer[];

  constructor(prefix: Uint8Array, outside: OutsideData, buffers: readonly FileBuffer[]) {
    const shared = new Map<bigint, PlacedBuffer>();
    this.#buffers = buffers.map(({ data, offset, size }) => {
      const outsideData = outside.at(offset, size);
      if (!outsideData) {
        return { buffer: { data }, offsetBytes: data.byteOffset - prefix.byteOffset };
      }
      const known = size > 0n ? shared.get(offset) : undefined;
      if (known) return known;
      const placed = { buffer: { data: outsideData }, offsetBytes: Number(offset) };
      if (size > 0n) shared.set(offset, placed);
      return placed;
    });
  }

  /** The constant data at an index; undefined where there are none. Index 0 is the sentinel for that. */
  constant(index: number, what: string): PlacedBuffer | undefined {
    if (index === 0) return undefined;
    const placed = lookUp(this.#buffers, index, what);
    return placed.buffer.data.byteLength > 0 ? placed : undefined;
  }

  at(index: number, what: string): Buffer {
    return lookUp(this.#buffers, index, what).buffer;
  }
}
