import { elementCount } from '@flotilla/tflite';
import type { TensorArray } from '../elements/array';
import { elementBytes } from '../elements/element-type';
import { npyTypes } from './npy-type';

/** numpy aligns the elements so that a file can be mapped. */
const alignment = 64;

/** Writes a `.npy` file, version 1.0. */
export function writeNpy(array: TensorArray): Uint8Array {
  const code = Object.keys(npyTypes).find((key) => npyTypes[key] === array.type) ?? '';
  const size = elementBytes[array.type];
  if (array.bytes.byteLength !== size * elementCount(array.shape)) {
    throw new RangeError(
      `${array.bytes.byteLength} bytes are not an array of ${array.type} (${array.shape.join(', ')})`,
    );
  }
  const shape = array.shape.length === 1 ? `${array.shape.join()},` : array.shape.join(', ');
  const text = `{'descr': '${size === 1 ? '|' : '<'}${code}', 'fortran_order': False, 'shape': (${shape}), }`;
  const headerLength = Math.ceil((10 + text.length + 1) / alignment) * alignment - 10;
  const file = new Uint8Array(10 + headerLength + array.bytes.byteLength);
  file.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, headerLength & 0xff, headerLength >> 8]);
  file.set(new TextEncoder().encode(`${text.padEnd(headerLength - 1)}\n`), 10);
  file.set(array.bytes, 10 + headerLength);
  return file;
}
