import { gzipSync } from 'fflate';
import { compressedBytes } from './compressed-size';

describe('compressedBytes()', () => {
  it('is about what another gzip makes of the bytes', async () => {
    const file = Uint8Array.from({ length: 100_000 }, (_, index) => (index * index) % 251);
    const expected = gzipSync(file, { mtime: 0 }).byteLength;
    const actual = (await compressedBytes(file)) ?? NaN;
    expect(actual).toBeGreaterThan(0.9 * expected);
    expect(actual).toBeLessThan(1.1 * expected);
  });

  it('is small where the bytes repeat', async () => {
    expect(await compressedBytes(new Uint8Array(100_000).fill(7))).toBeLessThan(1000);
  });

  it('is not told of files that take too long', async () => {
    expect(await compressedBytes(new Uint8Array(256 * 1024 ** 2 + 1))).toBeNull();
  });
});
