import * as fc from 'fast-check';
import {
  bool,
  bytes,
  decode,
  decodePrefix,
  deprecated,
  encode,
  enumeration,
  float32,
  float64,
  type Infer,
  int16,
  int32,
  int64,
  int8,
  optional,
  required,
  schema,
  string,
  struct,
  table,
  uint16,
  uint32,
  uint64,
  uint8,
  union,
  vector,
  withDefault,
} from './index';

const Colour = enumeration('Colour', 'uint8', ['RED', 'GREEN', 'BLUE']);
const Point = struct('Point', { tag: int8(), x: float64(), on: bool(), y: int16() });
const Leaf = table('Leaf', { label: string(), weight: float32(0.5) });
const Twig = table('Twig', { count: int32(1) });
const Everything = table('Everything', {
  yes: bool(true),
  i8: int8(),
  u8: uint8(),
  i16: int16(-3),
  u16: uint16(),
  i32: int32(),
  u32: uint32(),
  i64: int64(),
  u64: uint64(7n),
  f32: float32(),
  f64: float64(),
  maybe: optional(int32()),
  colour: Colour,
  blue: withDefault(Colour, 'BLUE'),
  gone: deprecated(string()),
  text: string(),
  note: optional(string()),
  raw: bytes({ forceAlign: 16 }),
  must: required(bytes()),
  point: Point,
  longs: vector(int64()),
  shorts: vector(uint16(), { forceAlign: 8 }),
  flags: vector(bool()),
  colours: vector(Colour),
  words: vector(string()),
  points: vector(Point),
  leaves: vector(Leaf),
  leaf: Leaf,
  part: union('Part', [Leaf, Twig]),
});
const SCHEMA = schema({ namespace: 'test', root: Everything, identifier: 'TST1' });
type Everything = Infer<typeof Everything>;

const float = fc.float({ noNaN: true });
const text = fc.string({ unit: 'grapheme' });
const raw = fc.uint8Array({ maxLength: 40 });
const colour = fc.constantFrom('RED' as const, 'GREEN' as const, 'BLUE' as const);
const point = fc.record({
  tag: fc.integer({ min: -128, max: 127 }),
  x: fc.double({ noNaN: true }),
  on: fc.boolean(),
  y: fc.integer({ min: -32768, max: 32767 }),
});
const leaf = fc.record({ label: text, weight: float });
const twig = fc.record({ count: fc.integer() });
const everything: fc.Arbitrary<Everything> = fc.record(
  {
    yes: fc.boolean(),
    i8: fc.integer({ min: -128, max: 127 }),
    u8: fc.nat(255),
    i16: fc.integer({ min: -32768, max: 32767 }),
    u16: fc.nat(65535),
    i32: fc.integer(),
    u32: fc.nat(2 ** 31 - 1),
    i64: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    u64: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    f32: float,
    f64: fc.double(),
    maybe: fc.integer(),
    colour,
    blue: colour,
    text,
    note: text,
    raw,
    must: raw,
    point,
    longs: fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
    shorts: fc.array(fc.nat(65535)),
    flags: fc.array(fc.boolean()),
    colours: fc.array(colour),
    words: fc.array(text),
    points: fc.array(point),
    leaves: fc.array(leaf),
    leaf,
    part: fc.oneof(
      leaf.map((value) => ({ type: 'Leaf' as const, ...value })),
      twig.map((value) => ({ type: 'Twig' as const, ...value })),
    ),
  },
  {
    requiredKeys: [
      ...(['yes', 'i8', 'u8', 'i16', 'u16', 'i32', 'u32', 'i64', 'u64', 'f32', 'f64'] as const),
      ...(['colour', 'blue', 'text', 'raw', 'must', 'longs', 'shorts', 'flags'] as const),
      ...(['colours', 'words', 'points', 'leaves'] as const),
    ],
  },
);

const EMPTY: Everything = {
  yes: true,
  i8: 0,
  u8: 0,
  i16: -3,
  u16: 0,
  i32: 0,
  u32: 0,
  i64: 0n,
  u64: 7n,
  f32: 0,
  f64: 0,
  colour: 'RED',
  blue: 'BLUE',
  text: '',
  raw: new Uint8Array(0),
  must: new Uint8Array(0),
  longs: [],
  shorts: [],
  flags: [],
  colours: [],
  words: [],
  points: [],
  leaves: [],
};

describe('decode(encode())', () => {
  it('gives the value back, whatever it is', () => {
    fc.assert(
      fc.property(everything, (value) => {
        expect(decode(SCHEMA, encode(SCHEMA, value))).toEqual(value);
      }),
    );
  });

  it('gives it back when equal parts are written once', () => {
    fc.assert(
      fc.property(everything, (value) => {
        expect(decode(SCHEMA, encode(SCHEMA, value, { shareEqual: true }))).toEqual(value);
      }),
    );
  });

  it('gives the same bytes for the same value', () => {
    fc.assert(
      fc.property(everything, (value) => {
        const first = encode(SCHEMA, value);
        expect(encode(SCHEMA, decode(SCHEMA, first))).toEqual(first);
      }),
    );
  });

  it('writes no field at its default', () => {
    // Root offset, identifier, an empty vtable up to `must`, the table and the empty required vector.
    expect(encode(SCHEMA, EMPTY).byteLength).toBeLessThanOrEqual(80);
    expect(decode(SCHEMA, encode(SCHEMA, EMPTY))).toEqual(EMPTY);
  });

  it('tells an absent optional field from an empty one', () => {
    const value: Everything = { ...EMPTY, note: '', maybe: 0 };
    expect(decode(SCHEMA, encode(SCHEMA, value))).toEqual(value);
  });

  it('keeps negative zero', () => {
    const { f32, f64 } = decode(SCHEMA, encode(SCHEMA, { ...EMPTY, f32: -0, f64: -0 }));
    expect([f32, f64]).toEqual([-0, -0]);
  });
});

describe('encode()', () => {
  it('aligns vectors as the schema says', () => {
    fc.assert(
      fc.property(everything, raw, (value, content) => {
        const marked = Uint8Array.of(...content, 1, 2, 3, 250, 251, 252, 253);
        const file = encode(SCHEMA, { ...value, raw: marked });
        expect(decode(SCHEMA, file).raw.byteOffset % 16).toBe(0);
      }),
    );
  });

  it('writes an array object that stands in several places once', () => {
    const Row = table('Row', { values: vector(int32()) });
    const Rows = schema({
      namespace: 'test',
      root: table('Rows', { rows: vector(Row) }),
      identifier: 'ROWS',
    });
    const shared = Array.from({ length: 100 }, (_, i) => i);
    const rows = { rows: Array.from({ length: 20 }, () => ({ values: shared })) };
    const file = encode(Rows, rows);
    expect(file.byteLength).toBeLessThan(1000);
    expect(decode(Rows, file)).toEqual(rows);
  });

  describe('with shareEqual', () => {
    const Row = table('Row', {
      name: string(),
      floats: vector(float32()),
      doubles: vector(float64()),
      part: union('Part', [Leaf, Twig]),
    });
    const Rows = schema({
      namespace: 'test',
      root: table('Rows', { rows: vector(Row) }),
      identifier: 'ROWS',
    });
    const size = (...rows: Infer<typeof Row>[]) =>
      encode(Rows, { rows }, { shareEqual: true }).byteLength;
    const row = (last = 0): Infer<typeof Row> => ({
      name: 'row',
      floats: [1, 2, last],
      doubles: [3],
      part: { type: 'Leaf', label: 'leaf', weight: last },
    });

    it('writes equal strings, vectors, tables and members of unions once', () => {
      expect(size(row(), row())).toBeLessThanOrEqual(size(row()) + 8);
    });

    it('tells −0 from 0, and elements of one width from those of another', () => {
      expect(size(row(0), row(-0))).toBeGreaterThan(size(row()) + 16);
      const mixed = { rows: [{ name: '', floats: [1, 2], doubles: [1, 2] }] };
      expect(decode(Rows, encode(Rows, mixed, { shareEqual: true }))).toEqual(mixed);
    });
  });

  it('refuses numbers that do not fit their field', () => {
    expect(() => encode(SCHEMA, { ...EMPTY, u8: 256 })).toThrow(RangeError);
    expect(() => encode(SCHEMA, { ...EMPTY, i32: 0.5 })).toThrow(RangeError);
    expect(() => encode(SCHEMA, { ...EMPTY, u64: -1n })).toThrow(RangeError);
    expect(() => encode(SCHEMA, { ...EMPTY, longs: [2n ** 63n] })).toThrow(RangeError);
  });
});

describe('decodePrefix()', () => {
  it('reads a FlatBuffer that other data follow, and tells where it ends', () => {
    fc.assert(
      fc.property(everything, raw, (value, rest) => {
        const file = encode(SCHEMA, value);
        const { value: read, lengthBytes } = decodePrefix(SCHEMA, Uint8Array.of(...file, ...rest));
        expect(read).toEqual(value);
        expect(file.byteLength - lengthBytes).toBeLessThan(16);
        expect(decode(SCHEMA, file.subarray(0, lengthBytes))).toEqual(value);
      }),
    );
  });
});

describe('table()', () => {
  it('refuses a union member whose field would hide the tag', () => {
    const Member = table('Member', { type: int32() });
    expect(() => union('Any', [Member])).toThrow(RangeError);
  });
});
