/** Bytes of a TFLite buffer, little-endian on any machine. */
export function floatBytes(values: ArrayLike<number>): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  for (let index = 0; index < values.length; index += 1) {
    view.setFloat32(4 * index, values[index] ?? 0, true);
  }
  return new Uint8Array(view.buffer);
}

export function int32Bytes(values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, index) => view.setInt32(4 * index, value, true));
  return new Uint8Array(view.buffer);
}

export function bytesToFloats(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(bytes.byteLength >> 2);
  for (let index = 0; index < values.length; index += 1) {
    values[index] = view.getFloat32(4 * index, true);
  }
  return values;
}

export function bytesToInt32s(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.byteLength >> 2 }, (_, index) =>
    view.getInt32(4 * index, true),
  );
}
