import { ModelError } from '../errors';
import type { Buffer } from '../model';
import type { FileBuffer } from '../schema/file-model';
import { lookUp } from './lookup';

/** The file's buffers, each as one object however often it is referred to. Data are views into the file. */
export class BufferTable {
  readonly #buffers: readonly Buffer[];

  constructor(file: Uint8Array, buffers: readonly FileBuffer[]) {
    this.#buffers = buffers.map((buffer, index) => ({
      data: dataOf(file, buffer, `Model.buffers[${index}]`),
    }));
  }

  /** The constant data at an index; undefined where there are none. Index 0 is the sentinel for that. */
  constant(index: number, what: string): Buffer | undefined {
    if (index === 0) return undefined;
    const buffer = this.at(index, what);
    return buffer.data.byteLength > 0 ? buffer : undefined;
  }

  at(index: number, what: string): Buffer {
    return lookUp(this.#buffers, index, what);
  }
}

function dataOf(file: Uint8Array, buffer: FileBuffer, what: string): Uint8Array {
  // Offsets 0 and 1 mean «inside»: writers use 1 as a placeholder.
  if (buffer.offset <= 1n) return buffer.data;
  if (buffer.data.byteLength > 0) {
    throw new ModelError(
      'MALFORMED',
      `cannot read ${what}: its data stand both inside and outside`,
    );
  }
  return outside(file, buffer.offset, buffer.size, what);
}

/** Bytes that stand after the FlatBuffer. */
export function outside(file: Uint8Array, offset: bigint, size: bigint, what: string): Uint8Array {
  if (offset + size > BigInt(file.byteLength)) {
    throw new ModelError(
      'TRUNCATED',
      `cannot read ${what}: ${size} bytes at ${offset} of ${file.byteLength}`,
    );
  }
  return new Uint8Array(file.buffer, file.byteOffset + Number(offset), Number(size));
}
