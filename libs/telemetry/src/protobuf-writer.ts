/** Appends protobuf fields to a growing list of bytes; the few kinds that a sketch needs. */
export class ProtobufWriter {
  private readonly parts: number[] = [];

  varint(number: number, value: number): this {
    this.raw(number * 8).raw(value);
    return this;
  }

  double(number: number, value: number): this {
    this.raw(number * 8 + 1);
    this.parts.push(...doubleBytes(value));
    return this;
  }

  bytes(number: number, value: Uint8Array): this {
    this.raw(number * 8 + 2).raw(value.length);
    for (const byte of value) this.parts.push(byte);
    return this;
  }

  packedDoubles(number: number, values: readonly number[]): this {
    this.raw(number * 8 + 2).raw(values.length * 8);
    for (const value of values) this.parts.push(...doubleBytes(value));
    return this;
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.parts);
  }

  private raw(value: number): this {
    let rest = value;
    while (rest >= 0x80) {
      this.parts.push((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.parts.push(rest);
    return this;
  }
}

/** Zigzag of a `sint32`, as an unsigned number. */
export function zigzagEncode(value: number): number {
  return ((value << 1) ^ (value >> 31)) >>> 0;
}

function doubleBytes(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return bytes;
}
