import { getFloat16, setFloat16 } from '@petamoriken/float16';
import { elementBytes, type ElementType } from './element-type';

type Read = (view: DataView, offset: number) => number;
type Write = (view: DataView, offset: number, value: number) => void;

/** Little endian, as files and tensors are. 64-bit integers are read as the nearest double. */
const readers: Readonly<Record<ElementType, Read>> = {
  BOOL: (view, offset) => view.getUint8(offset),
  INT8: (view, offset) => view.getInt8(offset),
  UINT8: (view, offset) => view.getUint8(offset),
  INT16: (view, offset) => view.getInt16(offset, true),
  UINT16: (view, offset) => view.getUint16(offset, true),
  INT32: (view, offset) => view.getInt32(offset, true),
  UINT32: (view, offset) => view.getUint32(offset, true),
  INT64: (view, offset) => Number(view.getBigInt64(offset, true)),
  FLOAT16: (view, offset) => getFloat16(view, offset, true),
  FLOAT32: (view, offset) => view.getFloat32(offset, true),
  FLOAT64: (view, offset) => view.getFloat64(offset, true),
};

const writers: Readonly<Record<ElementType, Write>> = {
  BOOL: (view, offset, value) => {
    view.setUint8(offset, value);
  },
  INT8: (view, offset, value) => {
    view.setInt8(offset, value);
  },
  UINT8: (view, offset, value) => {
    view.setUint8(offset, value);
  },
  INT16: (view, offset, value) => {
    view.setInt16(offset, value, true);
  },
  UINT16: (view, offset, value) => {
    view.setUint16(offset, value, true);
  },
  INT32: (view, offset, value) => {
    view.setInt32(offset, value, true);
  },
  UINT32: (view, offset, value) => {
    view.setUint32(offset, value, true);
  },
  INT64: (view, offset, value) => {
    view.setBigInt64(offset, BigInt(value), true);
  },
  FLOAT16: (view, offset, value) => {
    setFloat16(view, offset, value, true);
  },
  FLOAT32: (view, offset, value) => {
    view.setFloat32(offset, value, true);
  },
  FLOAT64: (view, offset, value) => {
    view.setFloat64(offset, value, true);
  },
};

/** Decodes little-endian elements into doubles. */
export function readNumbers(type: ElementType, bytes: Uint8Array): Float64Array {
  const size = elementBytes[type];
  const read = readers[type];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float64Array(bytes.byteLength / size);
  for (let at = 0; at < values.length; at++) values[at] = read(view, at * size);
  return values;
}

/** Encodes numbers as little-endian elements. Integers must be whole and in range: they wrap otherwise. */
export function writeNumbers(type: ElementType, values: ArrayLike<number>): Uint8Array {
  const size = elementBytes[type];
  const write = writers[type];
  const bytes = new Uint8Array(values.length * size);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < values.length; at++) write(view, at * size, values[at] ?? 0);
  return bytes;
}
