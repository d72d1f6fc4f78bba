/** An image of bytes: rows of pixels of interleaved channels. */
export interface PixelImage {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly pixels: Uint8Array | Uint8ClampedArray;
}

/** For each place along the new axis which old ones count, and how much. */
interface Taps {
  readonly first: Int32Array;
  /** Places of the old axis for each new one; of what reaches over its ends the weight is 0. */
  readonly count: number;
  readonly weights: Float32Array;
}

/**
 * Resizes an image by a triangle filter, each axis by its own factor, so that the whole image is stretched to the new
 * size. Where it gets smaller the filter gets wider, so that every pixel counts and fine patterns do not alias: what
 * `tf.image.resize(method="bilinear", antialias=True)` and Pillow's `BILINEAR` do. Pixel centres lie at halves; edges
 * weigh what is inside of them.
 */
export function resample(image: PixelImage, width: number, height: number): PixelImage {
  if (image.width === width && image.height === height) return image;
  const across = tapsOf(image.width, width);
  const down = tapsOf(image.height, height);
  const narrowed = resampleRows(image, width, across);
  return {
    width,
    height,
    channels: image.channels,
    pixels: resampleColumns(narrowed, width * image.channels, image.height, height, down),
  };
}

function tapsOf(before: number, after: number): Taps {
  const scale = before / after;
  const reach = Math.max(1, scale);
  const count = Math.min(before, Math.ceil(2 * reach) + 1);
  const first = new Int32Array(after);
  const weights = new Float32Array(after * count);
  for (let at = 0; at < after; at++) {
    const centre = (at + 0.5) * scale - 0.5;
    const start = Math.min(before - count, Math.max(0, Math.floor(centre - reach) + 1));
    const row = Array.from({ length: count }, (_, tap) =>
      Math.max(0, 1 - Math.abs(start + tap - centre) / reach),
    );
    const sum = row.reduce((total, weight) => total + weight, 0);
    first[at] = start;
    weights.set(
      row.map((weight) => weight / sum),
      at * count,
    );
  }
  return { first, count, weights };
}

function resampleRows(image: PixelImage, width: number, taps: Taps): Float32Array {
  const { pixels, channels, height } = image;
  const { first, count, weights } = taps;
  const result = new Float32Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    const row = y * image.width;
    for (let x = 0; x < width; x++) {
      const from = (row + (first[x] ?? 0)) * channels;
      const to = (y * width + x) * channels;
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        let at = from + channel;
        for (let tap = x * count; tap < (x + 1) * count; tap++) {
          sum += (weights[tap] ?? 0) * (pixels[at] ?? 0);
          at += channels;
        }
        result[to + channel] = sum;
      }
    }
  }
  return result;
}

/** @param rowLength values of one row, which all are weighed alike */
function resampleColumns(
  values: Float32Array,
  rowLength: number,
  before: number,
  after: number,
  { first, count, weights }: Taps,
): Uint8Array {
  if (values.length !== rowLength * before) throw new RangeError('rows are whole');
  const result = new Uint8Array(rowLength * after);
  const sums = new Float32Array(rowLength);
  for (let y = 0; y < after; y++) {
    sums.fill(0.5);
    for (let tap = 0; tap < count; tap++) {
      const weight = weights[y * count + tap] ?? 0;
      const from = ((first[y] ?? 0) + tap) * rowLength;
      for (let at = 0; at < rowLength; at++) {
        sums[at] = (sums[at] ?? 0) + weight * (values[from + at] ?? 0);
      }
    }
    // Weights are none below 0 and sum to 1, so that nothing leaves 0 to 255; a byte cuts what is behind the point off.
    result.set(sums, y * rowLength);
  }
  return result;
}
