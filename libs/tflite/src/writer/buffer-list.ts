import type { Buffer } from '../model';
import type { FileBuffer } from '../schema/file-model';

/** Collects the buffers of a model, each once. The first is the empty sentinel that means «no data». */
export class BufferList {
  readonly files: FileBuffer[] = [{ data: new Uint8Array(0), offset: 0n, size: 0n }];
  readonly #indexes = new Map<Buffer, number>();
  #totalBytes = 0;

  get totalBytes(): number {
    return this.#totalBytes;
  }

  indexOf(buffer: Buffer): number {
    const known = this.#indexes.get(buffer);
    if (known !== undefined) return known;
    const index = this.files.push({ data: buffer.data, offset: 0n, size: 0n }) - 1;
    this.#indexes.set(buffer, index);
    this.#totalBytes += buffer.data.byteLength + 64;
    return index;
  }
}
