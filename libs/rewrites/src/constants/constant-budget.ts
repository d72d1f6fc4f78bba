import { MAXIMUM_FLATBUFFER_BYTES, type Subgraph } from '@flotilla/tflite';

/**
 * How much larger a subgraph's constants may become: to what one file holds. A few bytes of a hostile file can ask for
 * any size, by a sparse or a filled tensor.
 */
export class ConstantBudget {
  #leftBytes: number;

  constructor({ tensors }: Subgraph) {
    const buffers = new Set(tensors.map(({ buffer }) => buffer));
    this.#leftBytes = [...buffers].reduce(
      (left, buffer) => left - (buffer?.data.byteLength ?? 0),
      MAXIMUM_FLATBUFFER_BYTES,
    );
  }

  /** Takes the bytes out of the budget, or says that they do not fit. */
  take(bytes: number): boolean {
    if (bytes > this.#leftBytes) return false;
    this.#leftBytes -= bytes;
    return true;
  }
}
