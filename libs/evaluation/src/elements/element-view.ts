import { elementBytes, type ElementType } from './element-type';
import { readNumbers } from './numbers';

type View = (buffer: ArrayBufferLike, byteOffset: number, length: number) => ArrayLike<number>;

const views: Readonly<Partial<Record<ElementType, View>>> = {
  INT8: (...place) => new Int8Array(...place),
  UINT8: (...place) => new Uint8Array(...place),
  INT16: (...place) => new Int16Array(...place),
  INT32: (...place) => new Int32Array(...place),
  FLOAT32: (...place) => new Float32Array(...place),
};

/**
 * Elements as numbers, without a copy where JavaScript has an array of their type and their place allows it. The host is
 * taken to be little-endian, as tensors are.
 */
export function elementView(type: ElementType, bytes: Uint8Array): ArrayLike<number> {
  const view = views[type];
  if (view === undefined) return readNumbers(type, bytes);
  const size = elementBytes[type];
  // Not `slice`, which on a Node Buffer gives a view and keeps the offset.
  const aligned = bytes.byteOffset % size === 0 ? bytes : new Uint8Array(bytes);
  return view(aligned.buffer, aligned.byteOffset, bytes.byteLength / size);
}
