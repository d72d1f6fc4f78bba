import { inflateSync } from 'node:zlib';

/** Signature, then the header's length, name and content. */
const HEADER_BYTES = 33;
const CHUNK_BYTES = 12;

/** Samples of a pixel by the colour type (PNG 11.2.2). */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/**
 * Refuses a PNG whose pixels unpack to more than its size takes: a decoder would make room for all of it, and a byte may
 * stand for a thousand.
 * @throws Error what zlib throws, also for damaged data
 */
export function checkPng(bytes: Uint8Array): void {
  if (bytes.byteLength < HEADER_BYTES) throw new Error('it ends in its header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const bits = view.getUint8(24) * (SAMPLES[view.getUint8(25)] ?? 0);
  // Interlaced, there are nearly twice the rows in seven passes, and each row may be filled up to a whole byte.
  const rows = 2 * height + 7;
  const pixelBytes = height * Math.ceil((width * bits) / 8) + 2 * rows;
  inflateSync(pixelData(bytes, view), { maxOutputLength: pixelBytes });
}

function pixelData(bytes: Uint8Array, view: DataView): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 8; at + CHUNK_BYTES <= bytes.byteLength;) {
    const length = view.getUint32(at);
    const name = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1');
    if (name === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += CHUNK_BYTES + length;
  }
  return Buffer.concat(parts);
}
