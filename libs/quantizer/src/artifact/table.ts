import { readNpy, type TensorArray, writeNpy } from '@flotilla/evaluation';
import { artifactInvalid } from './artifact-invalid';

export type NumberArray = Float64Array | Float32Array | Uint32Array | Int32Array | Int8Array;

/** Numbers about one tensor or operator of the prepared float model. */
export interface Row {
  readonly subgraph: number;
  /** Of the tensor or operator within the subgraph. */
  readonly index: number;
  readonly values: NumberArray;
}

/** Element types, exact for what the tables hold. */
export const TABLE_TYPES = {
  /** By tensor: lowest, highest, and 1 for a range that is settled whatever was seen. */
  ranges: 'FLOAT64',
  /** By tensor and channel: the largest magnitude of a sample, on average, and of all samples. */
  peaks: 'FLOAT64',
  /** By operator: what its weights' integers are above those that the nearest step gives, modulo 256. */
  corrections: 'INT8',
  /** By operator and output channel: what is added to the float bias before it is rounded. */
  'bias-shifts': 'FLOAT32',
  /** By tensor: the lowest and highest value seen. */
  extremes: 'FLOAT32',
  /** By tensor: where bins that hold values begin, on the side of zero; bins are 2⁻⁵ of a power of two wide. */
  'histogram-edges': 'FLOAT32',
  /** By tensor: how many values each of these bins holds. */
  'histogram-counts': 'UINT32',
} as const;

export type TableName = keyof typeof TABLE_TYPES;

export const TABLE_NAMES = Object.keys(TABLE_TYPES) as TableName[];

/** By rising subgraph and index. */
export type Tables = Readonly<Record<TableName, readonly Row[]>>;

type TableType = (typeof TABLE_TYPES)[TableName] | 'INT32';

const ARRAYS: Readonly<Record<TableType, new (buffer: ArrayBufferLike) => NumberArray>> = {
  FLOAT64: Float64Array,
  FLOAT32: Float32Array,
  UINT32: Uint32Array,
  INT32: Int32Array,
  INT8: Int8Array,
};

/** Members of the container by name: the rows one after another, and whose each is with its length. */
export function tableMembers(name: TableName, rows: readonly Row[]): [string, Uint8Array][] {
  const places = Int32Array.from(
    rows.flatMap(({ subgraph, index, values }) => [subgraph, index, values.length]),
  );
  const bytes = new Uint8Array(rows.reduce((sum, { values }) => sum + values.byteLength, 0));
  let at = 0;
  for (const { values } of rows) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  const count = rows.reduce((sum, { values }) => sum + values.length, 0);
  return [
    [
      placesName(name),
      writeNpy({ type: 'INT32', shape: [rows.length, 3], bytes: new Uint8Array(places.buffer) }),
    ],
    [valuesName(name), writeNpy({ type: TABLE_TYPES[name], shape: [count], bytes })],
  ];
}

/** @throws CodedError `ARTIFACT_INVALID`, those of `readNpy` */
export function readTable(name: TableName, members: ReadonlyMap<string, Uint8Array>): Row[] {
  const values = numbersOf(members, valuesName(name), TABLE_TYPES[name]);
  const places = numbersOf(members, placesName(name), 'INT32');
  if (places.length % 3 !== 0) throw artifactInvalid(`${placesName(name)} holds no rows of three`);
  const rows: Row[] = [];
  let start = 0;
  for (let at = 0; at < places.length; at += 3) {
    const [subgraph = 0, index = 0, length = 0] = places.subarray(at, at + 3);
    const last = rows.at(-1);
    const isRising =
      last === undefined ||
      subgraph > last.subgraph ||
      (subgraph === last.subgraph && index > last.index);
    if (subgraph < 0 || index < 0 || length < 0 || !isRising)
      throw artifactInvalid(`the rows of ${name} are not in their order`);
    rows.push({ subgraph, index, values: values.subarray(start, start + length) });
    start += length;
  }
  if (start !== values.length)
    throw artifactInvalid(`${name} holds ${values.length} values in place of ${start}`);
  return rows;
}

export function valuesName(name: TableName): string {
  return `${name}.npy`;
}

export function placesName(name: TableName): string {
  return `${name}-of.npy`;
}

function numbersOf(
  members: ReadonlyMap<string, Uint8Array>,
  name: string,
  type: TableType,
): NumberArray {
  const member = members.get(name);
  if (member === undefined) throw artifactInvalid(`${name} is missing`);
  const array: TensorArray = readNpy(member);
  if (array.type !== type) throw artifactInvalid(`${name} holds ${array.type} in place of ${type}`);
  // Elements stand anywhere in the container: typed arrays want them aligned.
  const numbers = new ARRAYS[type](Uint8Array.from(array.bytes).buffer);
  if (!numbers.every(Number.isFinite)) throw artifactInvalid(`${name} holds NaN or an infinity`);
  return numbers;
}
