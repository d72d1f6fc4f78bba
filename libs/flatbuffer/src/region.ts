import { FlatbufferError } from './errors';
import type { ScalarName } from './field-type';
import { SCALAR_SIZE } from './scalars';

/** Bounds-checked little-endian access to untrusted bytes, with a budget on what may be made from them. */
export class Region {
  readonly #view: DataView;
  readonly #text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  #budget: number;
  #endBytes = 0;

  constructor(readonly bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    // Decoded values are charged in words of 8 bytes. Without aliasing they take at most as many words as the input has
    // bytes; honest writers share some strings and vectors, hence the factor and the floor. A file that points at one
    // vector a million times does not get past it.
    this.#budget = 65_536 + 2 * bytes.byteLength;
  }

  /** Where that ends which was read, as the format does not say how long a FlatBuffer is. */
  get endBytes(): number {
    return this.#endBytes;
  }

  /** Charges memory about to be taken, in words of 8 bytes. */
  spend(words: number): void {
    this.#budget -= words;
    if (this.#budget < 0) {
      throw new FlatbufferError(
        'LIMIT_EXCEEDED',
        `cannot decode ${this.bytes.byteLength} bytes: they point at the same data over and over`,
      );
    }
  }

  /** @throws FlatbufferError TRUNCATED unless `length` bytes stand at `position` */
  check(position: number, length: number, what: string): void {
    if (position < 0 || position + length > this.bytes.byteLength) {
      throw new FlatbufferError(
        'TRUNCATED',
        `cannot read ${what}: ${length} bytes at ${position} of ${this.bytes.byteLength}`,
      );
    }
    if (position + length > this.#endBytes) this.#endBytes = position + length;
  }

  uint16(position: number, what: string): number {
    this.check(position, 2, what);
    return this.#view.getUint16(position, true);
  }

  int32(position: number, what: string): number {
    this.check(position, 4, what);
    return this.#view.getInt32(position, true);
  }

  uint32(position: number, what: string): number {
    this.check(position, 4, what);
    return this.#view.getUint32(position, true);
  }

  /** Follows the forward offset stored at `position`. */
  follow(position: number, what: string): number {
    const offset = this.uint32(position, what);
    // Zero would make a thing its own child; the format keeps it out.
    if (offset === 0)
      throw new FlatbufferError('MALFORMED', `cannot follow ${what}: its offset is 0`);
    return position + offset;
  }

  scalar(name: ScalarName, position: number, what: string): boolean | number | bigint {
    this.check(position, SCALAR_SIZE[name], what);
    switch (name) {
      case 'bool':
        return this.#view.getUint8(position) !== 0;
      case 'int8':
        return this.#view.getInt8(position);
      case 'uint8':
        return this.#view.getUint8(position);
      case 'int16':
        return this.#view.getInt16(position, true);
      case 'uint16':
        return this.#view.getUint16(position, true);
      case 'int32':
        return this.#view.getInt32(position, true);
      case 'uint32':
        return this.#view.getUint32(position, true);
      case 'int64':
        return this.#view.getBigInt64(position, true);
      case 'uint64':
        return this.#view.getBigUint64(position, true);
      case 'float32':
        return this.#view.getFloat32(position, true);
      case 'float64':
        return this.#view.getFloat64(position, true);
    }
  }

  /** UTF-8 text; refuses malformed sequences, as replacing them would change what is written back. */
  text(position: number, length: number, what: string): string {
    // One more for the terminating zero, which readers in C rely on.
    this.check(position, length + 1, what);
    this.spend(3 + Math.ceil(length / 8));
    try {
      return this.#text.decode(this.bytes.subarray(position, position + length));
    } catch (cause) {
      throw new FlatbufferError('MALFORMED', `cannot read ${what}: it is not UTF-8`, { cause });
    }
  }
}
