import type { Random } from './random';

/** What offsets, lengths, dimensions and indexes go wrong at. */
const ODD_WORDS = [
  0,
  1,
  2,
  3,
  4,
  8,
  255,
  256,
  65_535,
  65_536,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 4,
  2 ** 32 - 1,
];

type Mutation = (bytes: Uint8Array<ArrayBuffer>, random: Random) => Uint8Array<ArrayBuffer>;

function word(bytes: Uint8Array, random: Random): { view: DataView; at: number } {
  const at = 4 * random.below(Math.max(1, Math.floor(bytes.byteLength / 4) - 1));
  return { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at };
}

const MUTATIONS: readonly Mutation[] = [
  function flipBit(bytes, random) {
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    return bytes;
  },
  function replaceByte(bytes, random) {
    bytes[random.below(bytes.length)] = random.below(256);
    return bytes;
  },
  function replaceWord(bytes, random) {
    const { view, at } = word(bytes, random);
    view.setUint32(at, random.pick(ODD_WORDS), true);
    return bytes;
  },
  function shiftWord(bytes, random) {
    const { view, at } = word(bytes, random);
    view.setUint32(at, (view.getUint32(at, true) + random.below(33) - 16) >>> 0, true);
    return bytes;
  },
  // An offset that leads where another one does: tables that are shared, or that contain themselves.
  function copyWord(bytes, random) {
    const { view, at } = word(bytes, random);
    view.setUint32(at, view.getUint32(word(bytes, random).at, true), true);
    return bytes;
  },
  function aimWord(bytes, random) {
    const { view, at } = word(bytes, random);
    view.setInt32(at, word(bytes, random).at - at, true);
    return bytes;
  },
  function copyRange(bytes, random) {
    const length = 1 + random.below(64);
    const from = random.below(bytes.length);
    bytes.copyWithin(random.below(bytes.length), from, from + length);
    return bytes;
  },
  function cutOff(bytes, random) {
    return bytes.slice(0, random.below(bytes.length));
  },
  function lengthen(bytes, random) {
    const longer = new Uint8Array(bytes.length + 1 + random.below(64));
    longer.set(bytes);
    return longer;
  },
];

/** A copy of a file that is wrong in one to four places. */
export function mutateBytes(file: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  let bytes = Uint8Array.from(file);
  for (let count = 1 + random.below(4); count > 0 && bytes.length > 8; count -= 1)
    bytes = random.pick(MUTATIONS)(bytes, random);
  return bytes;
}
