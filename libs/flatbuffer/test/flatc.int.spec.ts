import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bool,
  bytes,
  decode,
  deprecated,
  encode,
  enumeration,
  float32,
  int16,
  int32,
  int64,
  optional,
  required,
  schema,
  string,
  struct,
  table,
  toFbs,
  uint16,
  uint64,
  union,
  vector,
  withDefault,
} from '@flotilla/flatbuffer';

const Colour = enumeration('Colour', 'uint8', ['RED', 'GREEN', 'BLUE']);
const Leaf = table('Leaf', { labelText: string(), weight: float32(0.5) });
const Twig = table('Twig', { count: int32(1) });
const SCHEMA = schema({
  namespace: 'flotilla.test',
  root: table('Tree', {
    gone: deprecated(string()),
    isOld: bool(true),
    colour: withDefault(Colour, 'BLUE'),
    i64: int64(),
    u64: uint64(7n),
    maybe: optional(int32()),
    raw: required(bytes({ forceAlign: 16 })),
    point: struct('Point', { x: int16(), y: float32(), on: bool() }),
    shorts: vector(uint16()),
    colours: vector(Colour),
    words: vector(string()),
    leaves: vector(Leaf),
    part: union('Part', [Leaf, Twig]),
  }),
  identifier: 'TREE',
});
const VALUE = {
  isOld: false,
  colour: 'GREEN' as const,
  i64: -9007199254740993n,
  u64: 18446744073709551615n,
  maybe: 0,
  raw: Uint8Array.of(1, 2, 3),
  point: { x: -1, y: 0.25, on: true },
  shorts: [1, 65535],
  colours: ['BLUE' as const, 'RED' as const],
  words: ['grün', ''],
  leaves: [
    { labelText: 'x', weight: 0.5 },
    { labelText: '', weight: -2 },
  ],
  part: { type: 'Twig' as const, count: 3 },
};
const JSON_TEXT = `{
  "is_old": false, "colour": "GREEN", "i64": -9007199254740993, "u64": 18446744073709551615, "maybe": 0,
  "raw": [1, 2, 3], "point": { "x": -1, "y": 0.25, "on": true }, "shorts": [1, 65535],
  "colours": ["BLUE", "RED"], "words": ["grün", ""],
  "leaves": [{ "label_text": "x" }, { "weight": -2.0 }], "part_type": "Twig", "part": { "count": 3 }
}`;

const found = spawnSync('flatc', ['--version']).status === 0;
if (!found && process.env['CI']) throw new Error('CI lacks flatc: install flatbuffers-compiler');

const title = found ? '' : ' (skipped: flatc is missing, Debian has it in flatbuffers-compiler)';
(found ? describe : describe.skip)(`toFbs(), read by flatc${title}`, () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'flotilla-flatc-'));
    writeFileSync(join(folder, 'tree.fbs'), toFbs(SCHEMA));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const flatc = (...args: string[]) => execFileSync('flatc', args, { cwd: folder, stdio: 'pipe' });

  it('lets flatc write what decode() reads', () => {
    writeFileSync(join(folder, 'value.json'), JSON_TEXT);
    flatc('--binary', 'tree.fbs', 'value.json');
    expect(decode(SCHEMA, readFileSync(join(folder, 'value.bin')))).toEqual(VALUE);
  });

  it('lets flatc read what encode() writes', () => {
    writeFileSync(join(folder, 'ours.bin'), encode(SCHEMA, VALUE));
    flatc('--json', '--strict-json', '--defaults-json', 'tree.fbs', '--', 'ours.bin');
    writeFileSync(join(folder, 'theirs.json'), JSON_TEXT);
    flatc('--binary', 'tree.fbs', 'theirs.json');
    writeFileSync(join(folder, 'again.json'), readFileSync(join(folder, 'ours.json')));
    flatc('--binary', 'tree.fbs', 'again.json');
    expect(decode(SCHEMA, readFileSync(join(folder, 'again.bin')))).toEqual(VALUE);
  });
});
