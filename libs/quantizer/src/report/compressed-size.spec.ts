import { gunzipSync, gzipSync } from 'fflate';
import { compressedBytes } from './compressed-size';

describe('compressedBytes()', () => {
  it('is as long as what gzip makes, and small where the bytes repeat', () => {
    const repeating = new Uint8Array(100_000).fill(7);
    const compressed = gzipSync(repeating, { mtime: 0 });
    expect(gunzipSync(compressed)).toEqual(repeating);
    expect(compressedBytes(repeating)).toBe(compressed.byteLength);
    expect(compressedBytes(repeating)).toBeLessThan(1000);
  });

  it('is not told of files that take too long', () => {
    expect(compressedBytes(new Uint8Array(256 * 1024 ** 2 + 1))).toBeNull();
  });
});
