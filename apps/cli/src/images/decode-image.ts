import { decode as decodeJpeg } from '@cwasm/jpeg-turbo';
import { decode as decodePng } from '@cwasm/lodepng';
import { decode as decodeBmp } from '@cwasm/nsbmp';
import { decode as decodeWebp } from '@cwasm/webp';
import { imageSize } from 'image-size';
import type { PixelImage } from '@flotilla/evaluation';
import { CliError } from '../errors';
import { checkPng } from './check-png';
import { imageKind, type ImageKind } from './image-kind';

/** Decoded twice, inside of WebAssembly and outside, and for progressive JPEG as coefficients too: about 600 MB. */
const PIXEL_LIMIT = 50_000_000;

/** The first header of Windows 3; older ones state sizes in other places. */
const BMP_HEADER_BYTES = 40;

interface Decoded {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

const DECODERS: Readonly<Record<ImageKind, (bytes: Uint8Array) => Decoded>> = {
  jpg: decodeJpeg,
  png: (bytes) => {
    checkPng(bytes);
    return decodePng(bytes);
  },
  webp: decodeWebp,
  bmp: decodeBmp,
};

/**
 * Decodes an image into RGBA. Decoders are WebAssembly, so that what a file does to them stays inside of it. How a camera
 * was held (EXIF) is not looked at, and neither are colour profiles, as TensorFlow does.
 * @param path for messages
 * @throws CliError `IMAGE_INVALID`, `IMAGE_TOO_LARGE`
 */
export function decodeImage(path: string, bytes: Uint8Array): PixelImage {
  const kind = imageKind(bytes);
  if (!kind) throw invalid(path, 'it is no JPEG, PNG, WebP or BMP file');
  const stated = statedSize(path, kind, bytes);
  if (!(stated.width > 0 && stated.height > 0)) throw invalid(path, 'it has no pixels');
  if (stated.width * stated.height > PIXEL_LIMIT) {
    throw new CliError(
      'IMAGE_TOO_LARGE',
      `${path} has ${stated.width} × ${stated.height} pixels; at most ${PIXEL_LIMIT} are read, make it smaller`,
    );
  }
  const { width, height, data } = guarded(path, () => DECODERS[kind](bytes));
  if (width !== stated.width || height !== stated.height) {
    throw invalid(path, 'it states two different sizes');
  }
  return { width, height, channels: 4, pixels: data };
}

function statedSize(
  path: string,
  kind: ImageKind,
  bytes: Uint8Array,
): { readonly width: number; readonly height: number } {
  return guarded(path, () => {
    const isOld = kind === 'bmp' && Buffer.from(bytes).readUInt32LE(14) < BMP_HEADER_BYTES;
    if (isOld) throw new Error('a BMP file before Windows 3');
    return imageSize(bytes);
  });
}

function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw invalid(path, 'it is cut off, damaged, or of a form that is not read', cause);
  }
}

function invalid(path: string, why: string, cause?: unknown): CliError {
  return new CliError(
    'IMAGE_INVALID',
    `${path} cannot be decoded as an image (${why}); get it again, or save it as JPEG or PNG in RGB`,
    { cause },
  );
}
