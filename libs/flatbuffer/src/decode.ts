import type { Schema } from './define';
import { FlatbufferError } from './errors';
import type { Table } from './field-type';
import type { Infer } from './infer';
import { Region } from './region';
import { TableReader } from './table-reader';

export interface DecodeOptions {
  /**
   * Fields after the last that the schema knows: `ignore` suits messages, whose sender may be newer; `refuse` suits
   * files that are written back, which would lose them. Default `ignore`.
   */
  readonly unknownFields?: 'ignore' | 'refuse';
}

/** The format's own limit: offsets are signed 32-bit. */
const MAXIMUM_BYTES = 2 ** 31 - 1;

/**
 * Decodes untrusted bytes to plain objects. Every offset and length is checked; time and memory are proportional to
 * the input. Depth is bounded by the schema, which cannot refer to itself. Byte vectors are views into `input`.
 * @throws FlatbufferError
 */
export function decode<T extends Table>(
  schema: Schema<T>,
  input: Uint8Array,
  options: DecodeOptions = {},
): Infer<T> {
  return decodePrefix(schema, input, options).value;
}

export interface DecodedPrefix<T extends Table> {
  readonly value: Infer<T>;
  /** Bytes from the start to the end of the last thing that the value was read from. */
  readonly lengthBytes: number;
}

/**
 * Decodes a FlatBuffer that other data may follow, and tells how far it reaches. The budget is that of all the input.
 * @throws FlatbufferError
 */
export function decodePrefix<T extends Table>(
  schema: Schema<T>,
  input: Uint8Array,
  options: DecodeOptions = {},
): DecodedPrefix<T> {
  if (input.byteLength > MAXIMUM_BYTES) {
    throw new FlatbufferError(
      'LIMIT_EXCEEDED',
      `cannot decode ${input.byteLength} bytes: a FlatBuffer has at most ${MAXIMUM_BYTES}`,
    );
  }
  const region = new Region(plainView(input));
  const what = schema.root.name;
  region.check(0, 8, `the header of ${what}`);
  const identifier = String.fromCharCode(...input.subarray(4, 8));
  if (identifier !== schema.identifier) {
    throw new FlatbufferError(
      'WRONG_IDENTIFIER',
      `cannot decode ${what}: bytes 4 to 7 are ${JSON.stringify(identifier)} instead of "${schema.identifier}"`,
    );
  }
  const reader = new TableReader(region, options.unknownFields ?? 'ignore');
  const value = reader.table(schema.root, region.follow(0, what), what) as Infer<T>;
  return { value, lengthBytes: region.endBytes };
}

/** Loses the subclass of a Node `Buffer`, whose `slice` means something else and whose type would spread to every view. */
function plainView(input: Uint8Array): Uint8Array {
  return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
}
