import { encode } from '@cwasm/lodepng';
import { crc32, deflateSync } from 'node:zlib';

/** A PNG of grey pixels. */
export function greyPng(width: number, height: number, grey: ArrayLike<number>): Uint8Array {
  const data = Uint8Array.from({ length: width * height * 4 }, (_, at) =>
    at % 4 === 3 ? 255 : (grey[Math.floor(at / 4)] ?? 0),
  );
  return encode({ width, height, data });
}

/** A PNG of RGB that states a size, whatever its pixel data, which are given as they unpack. */
export function statedPng(width: number, height: number, pixelData: Uint8Array): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixelData, { level: 9 })),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

function chunk(name: string, content: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(12 + content.byteLength);
  bytes.writeUInt32BE(content.byteLength, 0);
  bytes.write(name, 4, 'latin1');
  bytes.set(content, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), bytes.byteLength - 4);
  return bytes;
}
