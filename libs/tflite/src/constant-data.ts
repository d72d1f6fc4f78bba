import type { Tensor } from './model';
import { bytesPerElement } from './tensor-type-size';

interface ConstantArray {
  FLOAT32: Float32Array;
  FLOAT64: Float64Array;
  INT8: Int8Array;
  UINT8: Uint8Array;
  BOOL: Uint8Array;
  INT16: Int16Array;
  UINT16: Uint16Array;
  FLOAT16: Uint16Array;
  BFLOAT16: Uint16Array;
  INT32: Int32Array;
  UINT32: Uint32Array;
  INT64: BigInt64Array;
  UINT64: BigUint64Array;
}

type ConstantType = keyof ConstantArray;

const ARRAYS: { readonly [T in ConstantType]: new (buffer: ArrayBuffer) => ConstantArray[T] } = {
  FLOAT32: Float32Array,
  FLOAT64: Float64Array,
  INT8: Int8Array,
  UINT8: Uint8Array,
  BOOL: Uint8Array,
  INT16: Int16Array,
  UINT16: Uint16Array,
  FLOAT16: Uint16Array,
  BFLOAT16: Uint16Array,
  INT32: Int32Array,
  UINT32: Uint32Array,
  INT64: BigInt64Array,
  UINT64: BigUint64Array,
};

/**
 * A constant's elements as the typed array of its type, copied, since the bytes stand anywhere in the file. Half-width
 * floats come as their 16 bits. The host is taken to be little-endian, as the format is.
 * @throws RangeError when the tensor is not a constant of this type
 */
export function constantData<T extends ConstantType>(tensor: Tensor, type: T): ConstantArray[T] {
  const { buffer, name } = tensor;
  if (tensor.type !== type) throw new RangeError(`"${name}" is ${tensor.type}, not ${type}`);
  if (!buffer) throw new RangeError(`"${name}" is not a constant`);
  const { data } = buffer;
  const length = data.byteLength - (data.byteLength % bytesPerElement(type));
  // `slice` of a Node Buffer would be a view, hence the copy by hand.
  const copy = new Uint8Array(length);
  copy.set(data.subarray(0, length));
  return new ARRAYS[type](copy.buffer);
}

/** A FLOAT32 constant's elements, copied. */
export function floatData(tensor: Tensor): Float32Array {
  return constantData(tensor, 'FLOAT32');
}

/** Wraps a typed array's elements as the bytes of a constant; a view, not a copy. */
export function bytesOf(array: ConstantArray[ConstantType]): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
