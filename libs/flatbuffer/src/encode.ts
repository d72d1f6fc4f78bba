import { Builder } from 'flatbuffers';
import type { Schema } from './define';
import type { Table } from './field-type';
import type { DeepReadonly, Infer, PlainObject } from './infer';
import { TableWriter } from './table-writer';
import { WrittenOnce } from './written-once';

export interface EncodeOptions {
  /** First guess of the file's size in bytes; a good one saves copies. Default 1024. */
  readonly sizeHintBytes?: number;
  /**
   * Writes equal strings, vectors and tables once. Suits files of many like records; a reader that charges for every
   * use (`decode` does) must be given no more uses than the file's own size can pay for. Default false.
   */
  readonly shareEqual?: boolean;
}

/**
 * Encodes a value. Scalars at their default are left out, as are empty strings, byte strings and vectors unless marked
 * `optional` or `required`. A vector object that stands in several places is written once. The same value always
 * gives the same bytes.
 * @throws RangeError when a number does not fit its field, TypeError when a required field or enum member is wrong
 */
export function encode<T extends Table>(
  schema: Schema<T>,
  value: DeepReadonly<Infer<T>>,
  options: EncodeOptions = {},
): Uint8Array {
  const builder = new Builder(options.sizeHintBytes ?? 1024);
  const writer = new TableWriter(builder, new WrittenOnce(options.shareEqual ?? false));
  builder.finish(
    writer.table(schema.root, value as PlainObject, schema.root.name),
    schema.identifier,
  );
  // A copy of the exact size: the builder's own buffer is up to twice as large, and its view starts at any address.
  return builder.asUint8Array().slice();
}
