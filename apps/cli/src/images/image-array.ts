import {
  type ChannelCount,
  type DataArray,
  madeArray,
  type PixelImage,
  resample,
  toChannels,
} from '@flotilla/evaluation';
import type { Model, Tensor } from '@flotilla/tflite';
import { CliError } from '../errors';
import { shaped } from '../text/quantities';
import type { ImageFile } from './image-folder';

interface ImageShape {
  readonly height: number;
  readonly width: number;
  readonly channels: ChannelCount;
  /** Of one sample, as the model has it. */
  readonly sample: readonly number[];
}

/**
 * Images as an array of bytes for a model's one input, decoded and stretched to its size when they are read.
 * @throws CliError `IMAGES_UNFIT`; when read, what `read` throws
 */
export function imageArray(
  images: readonly ImageFile[],
  { subgraphs }: Model,
  read: (path: string) => PixelImage,
): DataArray {
  const [input, ...others] = subgraphs[0]?.inputs ?? [];
  if (!input || others.length > 0) {
    throw unfit(
      `The model has ${others.length + (input ? 1 : 0)} inputs, and images make up one; give a .npz`,
    );
  }
  const { width, height, channels, sample } = imageShapeOf(input);
  return madeArray({
    type: 'UINT8',
    shape: [images.length, ...sample],
    make: (index) => {
      const path = images[index]?.path;
      if (path === undefined) throw new RangeError('there is no such image');
      const { pixels } = resample(toChannels(read(path), channels), width, height);
      return new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
    },
  });
}

function imageShapeOf(input: Tensor): ImageShape {
  const { name, type, shape, shapeSignature = shape } = input;
  const [, height = 0, width = 0, channels = 1] = shapeSignature;
  const described = `input ${JSON.stringify(name)}, ${shaped(type, shapeSignature)}`;
  if (height < 0 || width < 0) {
    throw unfit(
      `Images have no size to be given to ${described}, whose height and width are open; set them with flotilla quantize --shape, or give a .npy`,
    );
  }
  const isImage = shape.length === 4 || shape.length === 3;
  if (!isImage || (channels !== 1 && channels !== 3 && channels !== 4)) {
    throw unfit(
      `Images cannot be given to ${described}; it takes (N, height, width, channels) of 1, 3 or 4 channels, or (N, height, width)`,
    );
  }
  return { height, width, channels, sample: shape.slice(1) };
}

function unfit(message: string): CliError {
  return new CliError('IMAGES_UNFIT', message);
}
