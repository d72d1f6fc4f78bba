import { elementCount } from '@flotilla/tflite';

/**
 * Pixels in [0, 1] as a photo has them rather than noise: smooth in both directions, with an edge and a little grain.
 * @param shape [batch, height, width, channels]
 * @returns little-endian float32
 */
export function imageLike(shape: readonly number[], seed: number): Uint8Array {
  const [, height = 1, width = 1, channels = 1] = shape;
  const pixels = new Float32Array(elementCount(shape)).map((_, index) => {
    const channel = index % channels;
    const x = (Math.floor(index / channels) % width) / width;
    const y = (Math.floor(index / channels / width) % height) / height;
    const smooth = Math.sin(6 * x + seed + channel) * Math.cos(4 * y - seed) * 0.3;
    const edge = (x - 0.5) ** 2 + (y - 0.4) ** 2 < 0.06 ? 0.25 : 0;
    const grain = (Math.imul(index + seed, 0x9e3779b1) >>> 8) / 2 ** 24;
    return Math.min(1, Math.max(0, 0.4 + smooth + edge + (grain - 0.5) * 0.05));
  });
  return new Uint8Array(pixels.buffer);
}
