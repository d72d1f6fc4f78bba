import * as fc from 'fast-check';
import { type PixelImage, resample } from './resample';

const grey = (width: number, height: number, pixels: readonly number[]): PixelImage => ({
  width,
  height,
  channels: 1,
  pixels: Uint8Array.from(pixels),
});
const size = fc.integer({ min: 1, max: 40 });

describe('resample()', () => {
  it('gives what Pillow does, which rounds between the axes, within one', () => {
    // Image.fromarray(…).resize(…, Image.BILINEAR) of Pillow 13
    expect([...resample(grey(4, 1, [0, 100, 200, 40]), 2, 1).pixels]).toEqual([71, 117]);
    expect([...resample(grey(2, 1, [0, 200]), 4, 1).pixels]).toEqual([0, 50, 150, 200]);
    expect([...resample(grey(1, 2, [0, 200]), 1, 4).pixels]).toEqual([0, 50, 150, 200]);
    const wavy = Array.from({ length: 35 }, (_, at) => {
      const [x, y] = [at % 7, Math.floor(at / 7)];
      return (7 * y * y + 31 * x + x * x * y) % 256;
    });
    const smaller = [29, 97, 168, 44, 123, 175, 78, 158, 122, 131, 170, 118];
    const wider = [
      12, 33, 59, 86, 114, 144, 168, 175, 164, 68, 91, 120, 152, 188, 165, 133, 114, 118,
    ];
    for (const [width, height, wanted] of [
      [3, 4, smaller],
      [9, 2, wider],
    ] as const) {
      const { pixels } = resample(grey(7, 5, wavy), width, height);
      expect(pixels).toHaveLength(wanted.length);
      wanted.forEach((value, at) => {
        expect(Math.abs((pixels[at] ?? NaN) - value)).toBeLessThanOrEqual(1);
      });
    }
  });

  it('leaves an image of its size as it is, and a plain one plain', () => {
    fc.assert(
      fc.property(
        size,
        size,
        size,
        size,
        fc.nat(255),
        (width, height, toWidth, toHeight, value) => {
          const image = { width, height, channels: 3, pixels: new Uint8Array(width * height * 3) };
          image.pixels.fill(value);
          expect(resample(image, width, height)).toBe(image);
          const { pixels } = resample(image, toWidth, toHeight);
          expect(pixels.length).toBe(toWidth * toHeight * 3);
          expect(pixels.every((each) => each === value)).toBe(true);
        },
      ),
    );
  });

  it('keeps the mean where an axis shrinks by a whole factor, for every pixel counts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), fc.integer(), (factor, seed) => {
        // A fine pattern, which taking single pixels would alias into anything from black to white.
        const side = factor * 16;
        const pixels = Array.from({ length: side * side }, (_, at) =>
          ((at % side) + Math.floor(at / side) + Math.abs(seed)) % 2 === 0 ? 0 : 255,
        );
        const { pixels: small } = resample(grey(side, side, pixels), 16, 16);
        const inner = [...small].filter(
          (_, at) => at % 16 > 0 && at % 16 < 15 && at >= 16 && at < 240,
        );
        for (const value of inner) expect(Math.abs(value - 127.5)).toBeLessThanOrEqual(40);
      }),
    );
  });

  it('keeps a ramp a ramp, and each channel for itself', () => {
    const ramp = Uint8Array.from({ length: 64 * 2 }, (_, at) =>
      at % 2 === 0 ? (at / 2) * 4 : 255 - ((at - 1) / 2) * 4,
    );
    const { pixels } = resample({ width: 64, height: 1, channels: 2, pixels: ramp }, 16, 1);
    for (let at = 1; at < 15; at++) {
      expect(pixels[2 * at]).toBe(at * 16 + 6);
      expect(pixels[2 * at + 1]).toBe(255 - at * 16 - 6);
    }
  });
});
