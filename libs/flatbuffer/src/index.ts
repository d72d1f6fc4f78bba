/**
 * FlatBuffers with the schema as TypeScript data: static types are inferred, reading is verified, writing is
 * canonical, and `toFbs` prints the schema for other languages.
 *
 * ```ts
 * import { bytes, decode, encode, enumeration, int32, schema, string, table, toFbs, uint64, union, vector,
 *   optional, required, type Infer } from '@flotilla/flatbuffer';
 *
 * const Kind = enumeration('Kind', 'uint8', ['NONE', 'CPU', 'GPU']); // numbered from 0, the first is the default
 * const Start = table('Start', { attempt: int32(1) }); // scalars take their default
 * const Stop = table('Stop', { reason: string() });
 * const Command = table('Command', {
 *   session: uint64(), // bigint
 *   kind: Kind, // 'NONE' | 'CPU' | 'GPU'
 *   digest: required(bytes()), // Uint8Array; absent is an error
 *   note: optional(string()), // string | undefined; plain string() reads '' when absent
 *   delegates: vector(string()), // string[]; absent reads []
 *   body: union('Body', [Start, Stop]), // { type: 'Start', attempt } | { type: 'Stop', reason } | undefined
 * });
 * const COMMAND = schema({ namespace: 'example', root: Command, identifier: 'CMD1' });
 *
 * type Command = Infer<typeof Command>;
 * const value: Command = decode(COMMAND, encode(COMMAND, { session: 1n, ... })); // throws FlatbufferError, by `code`
 * ```
 *
 * Evolution: the order of a table's fields fixes their numbers, so add fields, enum members and union members at the
 * end only, and mark a field that is gone as `deprecated(...)`. Older readers ignore newer fields (unless told to
 * refuse them), and refuse enum and union members that they do not know with a typed error.
 */
export { defaultsOf } from './absent-value';
export { decode, type DecodedPrefix, type DecodeOptions, decodePrefix } from './decode';
export {
  bytes,
  deprecated,
  enumeration,
  optional,
  required,
  type Schema,
  schema,
  string,
  struct,
  table,
  union,
  vector,
  withDefault,
} from './define';
export { encode, type EncodeOptions } from './encode';
export { FlatbufferError, type FlatbufferErrorCode } from './errors';
export type {
  Bytes,
  Enumeration,
  FieldType,
  Struct,
  Table,
  Text,
  Union,
  Vector,
} from './field-type';
export type { DeepReadonly, Infer } from './infer';
export {
  bool,
  float32,
  float64,
  int16,
  int32,
  int64,
  int8,
  uint16,
  uint32,
  uint64,
  uint8,
} from './scalars';
export { toFbs } from './to-fbs';
