import * as fc from 'fast-check';
import { isCodedError } from '@flotilla/foundation';
import { codeThrownBy } from '@flotilla/foundation/testing';
import { statedPng } from '../../test/images';
import { GREY, INKS, SIXTEEN_BITS, SMALL_BMP, TWO_HALVES } from '../../test/small-images';
import { decodeImage } from './decode-image';

const bytesOf = (base64: string): Uint8Array => Buffer.from(base64, 'base64');

/** Red, green, blue and opacity of one pixel. */
function pixel(base64: string, x: number, y: number): number[] {
  const { pixels, width } = decodeImage('image', bytesOf(base64));
  return [...pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
}

function expectNear(actual: readonly number[], wanted: readonly number[]): void {
  actual.forEach((value, at) => {
    expect(Math.abs(value - (wanted[at] ?? NaN))).toBeLessThanOrEqual(6);
  });
}

describe('decodeImage()', () => {
  it.each(Object.entries(TWO_HALVES))('decodes a %s', (_, base64) => {
    expect(decodeImage('image', bytesOf(base64))).toMatchObject({ width: 20, height: 12 });
    expectNear(pixel(base64, 3, 6), [200, 40, 40, 255]);
    expectNear(pixel(base64, 16, 6), [40, 40, 200, 255]);
  });

  it('decodes grey, 16 bits, and BMP from its last row up', () => {
    expectNear(pixel(GREY, 3, 6), [88, 88, 88, 255]);
    expectNear(pixel(GREY, 16, 6), [58, 58, 58, 255]);
    expect(pixel(SIXTEEN_BITS, 3, 6)).toEqual([200, 200, 200, 255]);
    expectNear(pixel(SMALL_BMP, 0, 1), [202, 40, 38, 255]);
    expectNear(pixel(SMALL_BMP, 3, 0), [38, 40, 202, 255]);
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['text', Buffer.from('no image')],
    ['a JPEG of inks', bytesOf(INKS)],
    ['a JPEG that is cut off', bytesOf(TWO_HALVES['baseline JPEG'] ?? '').subarray(0, -40)],
    ['a PNG without pixels', statedPng(4, 4, new Uint8Array(0))],
    ['a PNG of no size', statedPng(0, 4, new Uint8Array(0))],
    ['a BMP that is cut off', bytesOf(SMALL_BMP).subarray(0, 20)],
  ])('refuses %s', (_, bytes) => {
    expect(codeThrownBy(() => decodeImage('image', bytes))).toBe('IMAGE_INVALID');
  });

  it('refuses more pixels than there is room for by what the header states', () => {
    const bytes = statedPng(100_000, 100_000, new Uint8Array(10));
    expect(codeThrownBy(() => decodeImage('image', bytes))).toBe('IMAGE_TOO_LARGE');
  });

  it('does not unpack more than the pixels take', () => {
    const bomb = statedPng(4, 4, new Uint8Array(300_000_000));
    expect(bomb.byteLength).toBeLessThan(400_000);
    const before = process.memoryUsage().rss;
    expect(codeThrownBy(() => decodeImage('image', bomb))).toBe('IMAGE_INVALID');
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
  });

  it('gives an image or a typed error for a file cut or changed anywhere', () => {
    const files = [...Object.values(TWO_HALVES), SMALL_BMP, SIXTEEN_BITS].map(bytesOf);
    fc.assert(
      fc.property(
        fc.constantFrom(...files).chain((file) =>
          fc.record({
            file: fc.constant(file),
            at: fc.nat(file.length - 1),
            value: fc.nat(255),
            isCut: fc.boolean(),
          }),
        ),
        ({ file, at, value, isCut }) => {
          const bytes = Uint8Array.from(isCut ? file.subarray(0, at) : file);
          if (!isCut) bytes[at] = value;
          try {
            const { width, height, pixels } = decodeImage('image', bytes);
            expect(pixels).toHaveLength(width * height * 4);
          } catch (error) {
            expect(isCodedError(error) && error.code).toMatch(/^IMAGE_(?:INVALID|TOO_LARGE)$/);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
