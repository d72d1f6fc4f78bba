import { telemetryError } from './errors';
import { protobufFields, zigzagDecode } from './protobuf-reader';
import { ProtobufWriter, zigzagEncode } from './protobuf-writer';

/**
 * The protobuf form of a DDSketch, as Datadog's libraries define it (`DDSketch.proto`). Own code, because
 * `@datadog/sketches-js` 2.1.1 needs protobufjs without declaring it, drops sparse bins when it reads, and writes every
 * empty bin.
 */
export interface SketchParts {
  readonly gamma: number;
  readonly indexOffset: number;
  readonly zeroCount: number;
  /** Count by key of the logarithmic mapping; no empty bins. */
  readonly bins: ReadonlyMap<number, number>;
}

const malformed = (what: string) =>
  telemetryError('SKETCH_MALFORMED', `cannot read a latency sketch: ${what}`);

/** Writes bins as a dense run or as a sparse map, whichever is shorter. */
export function encodeSketch(parts: SketchParts): Uint8Array {
  const mapping = new ProtobufWriter().double(1, parts.gamma).double(2, parts.indexOffset).finish();
  // The empty field 3 (negative values) is there for readers that take no default.
  const writer = new ProtobufWriter()
    .bytes(1, mapping)
    .bytes(2, encodeStore(parts.bins))
    .bytes(3, new Uint8Array());
  if (parts.zeroCount > 0) writer.double(4, parts.zeroCount);
  return writer.finish();
}

function encodeStore(bins: ReadonlyMap<number, number>): Uint8Array {
  const keys = [...bins.keys()].sort((a, b) => a - b);
  const first = keys[0];
  const last = keys.at(-1);
  if (first === undefined || last === undefined) return new Uint8Array();
  const sparse = new ProtobufWriter();
  for (const key of keys) {
    const entry = new ProtobufWriter().varint(1, zigzagEncode(key)).double(2, bins.get(key) ?? 0);
    sparse.bytes(1, entry.finish());
  }
  const counts = Array.from({ length: last - first + 1 }, (_, i) => bins.get(first + i) ?? 0);
  const dense = new ProtobufWriter().packedDoubles(2, counts).varint(3, zigzagEncode(first));
  const [a, b] = [sparse.finish(), dense.finish()];
  return a.length < b.length ? a : b;
}

/**
 * @throws CodedError `SKETCH_MALFORMED` when the bytes are no such message
 */
export function decodeSketch(bytes: Uint8Array): SketchParts {
  let gamma = 0;
  let indexOffset = 0;
  let zeroCount = 0;
  let bins = new Map<number, number>();
  for (const field of protobufFields(bytes)) {
    if (field.number === 1 && field.wire === 'bytes') {
      for (const inner of protobufFields(field.value)) {
        if (inner.number === 1 && inner.wire === 'double') gamma = inner.value;
        else if (inner.number === 2 && inner.wire === 'double') indexOffset = inner.value;
        else if (inner.number === 3 && inner.value !== 0) {
          throw telemetryError(
            'SKETCH_INCOMPATIBLE',
            'cannot merge a latency sketch with an interpolated mapping; send a logarithmic one',
          );
        }
      }
    } else if (field.number === 2 && field.wire === 'bytes') bins = decodeStore(field.value);
    else if (field.number === 3 && field.wire === 'bytes') {
      if (decodeStore(field.value).size > 0) throw malformed('it holds negative latencies');
    } else if (field.number === 4 && field.wire === 'double') zeroCount = count(field.value);
  }
  return { gamma, indexOffset, zeroCount, bins };
}

function decodeStore(bytes: Uint8Array): Map<number, number> {
  const bins = new Map<number, number>();
  const dense: number[] = [];
  let offset = 0;
  for (const field of protobufFields(bytes)) {
    if (field.number === 1 && field.wire === 'bytes') decodeSparseBin(field.value, bins);
    else if (field.number === 2 && field.wire === 'double') dense.push(field.value);
    else if (field.number === 2 && field.wire === 'bytes') {
      if (field.value.length % 8 !== 0) throw malformed('it ends within a count');
      const view = new DataView(field.value.buffer, field.value.byteOffset, field.value.length);
      for (let at = 0; at < field.value.length; at += 8) dense.push(view.getFloat64(at, true));
    } else if (field.number === 3 && field.wire === 'varint') offset = zigzagDecode(field.value);
  }
  dense.forEach((value, i) => {
    addBin(bins, offset + i, value);
  });
  return bins;
}

function decodeSparseBin(bytes: Uint8Array, bins: Map<number, number>): void {
  let key = 0;
  let value = 0;
  for (const field of protobufFields(bytes)) {
    if (field.number === 1 && field.wire === 'varint') key = zigzagDecode(field.value);
    else if (field.number === 2 && field.wire === 'double') value = field.value;
  }
  addBin(bins, key, value);
}

function addBin(bins: Map<number, number>, key: number, value: number): void {
  if (count(value) > 0) bins.set(key, (bins.get(key) ?? 0) + value);
}

function count(value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw malformed(`${value} is no count`);
}
