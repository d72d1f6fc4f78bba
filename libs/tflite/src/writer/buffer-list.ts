import type { Buffer } from '../model';
import type { FileBuffer } from '../schema/file-model';
import { fingerprint } from './fingerprint';

/** Larger ones are weights, which are seldom equal; what makes models smaller is that biases and paddings are. */
const MOST_SHARED_BYTES = 2 ** 16;

/** Collects the buffers of a model, each once. The first is the empty sentinel that means «no data». */
export class BufferList {
  readonly files: FileBuffer[] = [{ data: new Uint8Array(0), offset: 0n, size: 0n }];
  readonly #indexes = new Map<Buffer, number>();
  readonly #sharable = new Map<string, number[]>();
  #totalBytes = 0;

  get totalBytes(): number {
    return this.#totalBytes;
  }

  /** @param mayShare whether a buffer of equal content serves as well */
  indexOf(buffer: Buffer, mayShare: boolean): number {
    const known = this.#indexes.get(buffer);
    if (known !== undefined) return known;
    const { data } = buffer;
    const share = mayShare && data.byteLength <= MOST_SHARED_BYTES;
    const index = share ? this.shared(data) : this.add(data);
    this.#indexes.set(buffer, index);
    return index;
  }

  private shared(data: Uint8Array): number {
    const key = fingerprint(data);
    const candidates = this.#sharable.get(key) ?? [];
    const equal = candidates.find((index) => isEqual(this.files[index]?.data, data));
    if (equal !== undefined) return equal;
    const index = this.add(data);
    this.#sharable.set(key, [...candidates, index]);
    return index;
  }

  private add(data: Uint8Array): number {
    this.#totalBytes += data.byteLength + 64;
    return this.files.push({ data, offset: 0n, size: 0n }) - 1;
  }
}

function isEqual(left: Uint8Array | undefined, right: Uint8Array): boolean {
  return (
    left?.byteLength === right.byteLength && left.every((byte, index) => byte === right[index])
  );
}
