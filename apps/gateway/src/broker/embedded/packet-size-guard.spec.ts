import * as fc from 'fast-check';
import { PacketSizeGuard } from './packet-size-guard';

/** Bytes of a PUBLISH-like packet: type, remaining length, body. */
function packet(bodyBytes: number): Uint8Array {
  const header = [0x30];
  let rest = bodyBytes;
  do {
    header.push((rest % 128) | (rest >= 128 ? 0x80 : 0));
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return Buffer.concat([Uint8Array.from(header), Buffer.alloc(bodyBytes, 0xff)]);
}

describe('PacketSizeGuard.accept()', () => {
  it('lets packets up to the limit pass, however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(300), { maxLength: 8 }),
        fc.array(fc.nat(400), { maxLength: 8 }),
        (sizes, cuts) => {
          const stream = Buffer.concat(sizes.map(packet));
          const guard = new PacketSizeGuard(300);
          const edges = [0, ...cuts.sort((a, b) => a - b), stream.byteLength];
          for (const [index, start] of edges.slice(0, -1).entries()) {
            expect(guard.accept(stream.subarray(start, edges[index + 1]))).toBe(true);
          }
        },
      ),
    );
  });

  it('refuses a larger packet from its header alone, also behind others', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300)), fc.integer({ min: 301, max: 100_000 }), (sizes, large) => {
        const header = packet(large).subarray(0, 5);
        const guard = new PacketSizeGuard(300);
        expect(guard.accept(Buffer.concat([...sizes.map(packet), header]))).toBe(false);
      }),
    );
  });

  it('refuses a remaining length of five bytes', () => {
    const guard = new PacketSizeGuard(2 ** 28);
    expect(guard.accept(Uint8Array.from([0x30, 0x80, 0x80, 0x80, 0x80, 0x01]))).toBe(false);
  });
});
