import type { Tensor } from '@flotilla/tflite';

export function isConstant(tensor: Tensor): boolean {
  return tensor.buffer !== undefined && !tensor.isVariable;
}

/** A float32 constant, the only kind that the quantizer rewrites. */
export function isFloatConstant(tensor: Tensor): boolean {
  return tensor.type === 'FLOAT32' && isConstant(tensor) && tensor.sparsity === undefined;
}

const HOST_IS_LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** The float32 values of little-endian bytes, for reading only: where the host allows, a view of the same memory. */
export function floatsOf(bytes: Uint8Array): Float32Array {
  const length = Math.floor(bytes.byteLength / 4);
  if (HOST_IS_LITTLE_ENDIAN) {
    const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
    return new Float32Array(aligned.buffer, aligned.byteOffset, length);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length }, (_, index) => view.getFloat32(index * 4, true));
}

export function constantFloats(tensor: Tensor): Float32Array {
  if (tensor.buffer === undefined) {
    throw new TypeError(`tensor ${tensor.name} is not a constant`);
  }
  return floatsOf(tensor.buffer.data);
}
