import {
  bytes,
  decode,
  type DecodeOptions,
  encode,
  enumeration,
  FlatbufferError,
  int32,
  int64,
  required,
  schema,
  string,
  table,
  union,
  vector,
} from './index';

const Kind = enumeration('Kind', 'uint8', ['A', 'B']);
const NewerKind = enumeration('Kind', 'uint8', ['A', 'B', 'C']);
const Leaf = table('Leaf', { values: vector(int64()) });
const NewerLeaf = table('NewerLeaf', { values: vector(int64()) });
const fields = { kind: Kind, name: string(), leaves: vector(Leaf), must: required(bytes()) };
const SCHEMA = schema({
  namespace: 'test',
  root: table('Root', { ...fields, body: union('Body', [Leaf]) }),
  identifier: 'TST1',
});
const NEWER = schema({
  namespace: 'test',
  root: table('Root', {
    ...fields,
    kind: NewerKind,
    body: union('Body', [Leaf, NewerLeaf]),
    added: int32(),
  }),
  identifier: 'TST1',
});
const VALUE = {
  kind: 'B' as const,
  name: 'a name',
  leaves: [{ values: [1n, 2n] }, { values: [] }],
  must: Uint8Array.of(1, 2, 3),
  body: { type: 'Leaf' as const, values: [3n] },
};
const FILE = encode(SCHEMA, VALUE);

/** The error's code, or undefined when decoding succeeds; any other error fails the test. */
function codeOf(file: Uint8Array, options?: DecodeOptions): string | undefined {
  try {
    decode(SCHEMA, file, options);
    return undefined;
  } catch (error) {
    if (error instanceof FlatbufferError) return error.code;
    throw error;
  }
}

/** xorshift32: seeded, so that a failure repeats. */
function randomBytes(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

describe('decode() of hostile bytes', () => {
  it('refuses every truncation that takes more than padding', () => {
    for (let length = 0; length <= FILE.byteLength - 4; length++) {
      expect(codeOf(FILE.subarray(0, length))).toBe('TRUNCATED');
    }
  });

  it('survives every single bit flip', () => {
    let refused = 0;
    for (let bit = 0; bit < FILE.byteLength * 8; bit++) {
      const file = FILE.slice();
      file[bit >> 3] = (file[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      if (codeOf(file) !== undefined) refused++;
    }
    expect(refused).toBeGreaterThan(FILE.byteLength);
  });

  it('survives random bytes behind a right identifier', () => {
    const next = randomBytes(0x9e3779b9);
    for (let round = 0; round < 2000; round++) {
      const file = Uint8Array.from({ length: 8 + (next() % 200) }, () => next() & 0xff);
      file.set([(next() % 64) & ~3, 0, 0, 0, ...FILE.subarray(4, 8)]);
      codeOf(file);
    }
  });

  it('refuses another identifier', () => {
    const file = FILE.slice();
    file[4] = 0x5a;
    expect(codeOf(file)).toBe('WRONG_IDENTIFIER');
  });

  it('refuses many tables that share one large vector', () => {
    const shared = Array.from({ length: 10_000 }, () => 5n);
    const leaves = Array.from({ length: 10_000 }, () => ({ values: shared }));
    const file = encode(SCHEMA, { ...VALUE, leaves });
    expect(file.byteLength).toBeLessThan(300_000);
    expect(codeOf(file)).toBe('LIMIT_EXCEEDED');
  });

  it('refuses a vector that claims more elements than there are bytes', () => {
    const file = FILE.slice();
    const lengthAt = Buffer.from(file).indexOf(Uint8Array.of(3, 0, 0, 0, 1, 2, 3));
    new DataView(file.buffer).setUint32(lengthAt, 0xffff_ffff, true);
    expect(codeOf(file)).toBe('TRUNCATED');
  });

  it('refuses text that is not UTF-8', () => {
    const file = FILE.slice();
    const at = Buffer.from(file).indexOf('a name');
    file[at] = 0xff;
    expect(codeOf(file)).toBe('MALFORMED');
  });

  it('refuses members of enumerations and unions that it does not know', () => {
    const kind = encode(NEWER, { ...VALUE, kind: 'C', added: 0 });
    expect(codeOf(kind)).toBe('UNKNOWN_ENUM_VALUE');
    const body = encode(NEWER, { ...VALUE, body: { type: 'NewerLeaf', values: [] }, added: 0 });
    expect(codeOf(body)).toBe('UNKNOWN_UNION_MEMBER');
  });

  it('ignores newer fields, or refuses them when told to', () => {
    const file = encode(NEWER, { ...VALUE, added: 1 });
    expect(decode(SCHEMA, file)).toEqual(VALUE);
    expect(codeOf(file, { unknownFields: 'refuse' })).toBe('UNKNOWN_FIELD');
    expect(
      codeOf(encode(NEWER, { ...VALUE, added: 0 }), { unknownFields: 'refuse' }),
    ).toBeUndefined();
  });

  it('refuses a file without a required field', () => {
    const lax = schema({
      namespace: 'test',
      root: table('Root', { kind: Kind, name: string() }),
      identifier: 'TST1',
    });
    expect(codeOf(encode(lax, { kind: 'A', name: '' }))).toBe('MISSING_FIELD');
  });
});
