import { telemetryError } from './errors';

/** One field of a protobuf message; which member is set follows from its wire type. */
export type ProtobufField =
  | { readonly number: number; readonly wire: 'varint'; readonly value: number }
  | { readonly number: number; readonly wire: 'double'; readonly value: number }
  | { readonly number: number; readonly wire: 'bytes'; readonly value: Uint8Array };

const malformed = (what: string) =>
  telemetryError('SKETCH_MALFORMED', `cannot read a latency sketch: ${what}`);

/**
 * The fields of a protobuf message, in file order. Varints are read as unsigned 32-bit numbers, which is all that a
 * sketch has; 32-bit fields and groups are refused, for a sketch has none.
 * @see https://protobuf.dev/programming-guides/encoding/
 * @throws CodedError `SKETCH_MALFORMED`
 */
export function* protobufFields(bytes: Uint8Array): Generator<ProtobufField> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let position = 0;

  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = bytes[position];
      if (byte === undefined) throw malformed('it ends within a number');
      position += 1;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) {
        if (value > 0xffff_ffff) throw malformed('a number does not fit 32 bits');
        return value;
      }
    }
    throw malformed('a number does not fit 32 bits');
  };

  while (position < bytes.length) {
    const tag = varint();
    const number = tag >>> 3;
    switch (tag & 7) {
      case 0:
        yield { number, wire: 'varint', value: varint() };
        break;
      case 1: {
        if (position + 8 > bytes.length) throw malformed('it ends within a number');
        yield { number, wire: 'double', value: view.getFloat64(position, true) };
        position += 8;
        break;
      }
      case 2: {
        const length = varint();
        if (position + length > bytes.length) throw malformed('it ends within a field');
        yield { number, wire: 'bytes', value: bytes.subarray(position, position + length) };
        position += length;
        break;
      }
      default:
        throw malformed(`wire type ${tag & 7} has no place in it`);
    }
  }
}

/** Undoes the zigzag of a `sint32`. */
export function zigzagDecode(value: number): number {
  return (value >>> 1) ^ -(value & 1);
}
