import type { PixelImage } from './resample';

/** ITU-R BT.601, by which Pillow and TensorFlow make grey of colour too. */
const LUMA = { red: 0.299, green: 0.587, blue: 0.114 } as const;

/** 1: grey; 3: red, green, blue; 4: with opacity. */
export type ChannelCount = 1 | 3 | 4;

/** An image of RGBA in the channels that a model takes. Where it takes no opacity, that is left out. */
export function toChannels(image: PixelImage, channels: ChannelCount): PixelImage {
  const { width, height, pixels } = image;
  if (image.channels !== 4) throw new TypeError('decoded images are RGBA');
  if (channels === 4) return image;
  const count = width * height;
  const result = new Uint8Array(count * channels);
  for (let pixel = 0; pixel < count; pixel++) {
    const red = pixels[pixel * 4] ?? 0;
    const green = pixels[pixel * 4 + 1] ?? 0;
    const blue = pixels[pixel * 4 + 2] ?? 0;
    if (channels === 1) {
      result[pixel] = Math.round(LUMA.red * red + LUMA.green * green + LUMA.blue * blue);
    } else {
      result[pixel * 3] = red;
      result[pixel * 3 + 1] = green;
      result[pixel * 3 + 2] = blue;
    }
  }
  return { width, height, channels, pixels: result };
}
