import { readFileSync } from 'node:fs';
import { codeThrownBy } from '@flotilla/foundation/testing';
import { toFbs } from '@flotilla/flatbuffer';
import { codecs, deviceKinds, platformKinds, schemas, type MessageKind } from '../src/index';
import { anyCodec } from './any-codec';
import { fixturePaths } from './fixture-paths';
import { sampleMessages } from './sample-messages';

const kinds: readonly MessageKind[] = [...deviceKinds, ...platformKinds];

describe('the wire form', () => {
  it('covers every kind of message', () => {
    expect(Object.keys(codecs).sort()).toEqual([...kinds].sort());
  });

  it.each(kinds)('of %s is pinned: the sample encodes to exactly the golden bytes', (kind) => {
    const golden = new Uint8Array(readFileSync(fixturePaths(kind).golden));
    expect(anyCodec(kind).encode(sampleMessages[kind])).toEqual(golden);
  });

  it.each(kinds)('of %s is readable: the golden bytes decode to the sample', (kind) => {
    const golden = readFileSync(fixturePaths(kind).golden);
    expect(anyCodec(kind).decode(golden)).toEqual(sampleMessages[kind]);
  });

  it.each(kinds)('of %s is described by the committed .fbs file', (kind) => {
    expect(readFileSync(fixturePaths(kind).fbs, 'utf8')).toBe(toFbs(schemas[kind]));
  });

  it.each(kinds)('of %s is told apart from every other kind', (kind) => {
    const golden = readFileSync(fixturePaths(kind).golden);
    for (const other of kinds.filter((each) => each !== kind)) {
      expect(['MALFORMED', 'TOO_LARGE']).toContain(
        codeThrownBy(() => anyCodec(other).decode(golden)),
      );
    }
  });

  it('keeps a telemetry window of some 700 bytes of sketch within 1 KB', () => {
    const window = { ...sampleMessages.telemetry, latencySketch: new Uint8Array(700) };
    expect(codecs.telemetry.encode(window).byteLength).toBeLessThanOrEqual(1024);
  });
});
