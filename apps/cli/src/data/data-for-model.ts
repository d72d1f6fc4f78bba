import { type DataFile, modelInputs, normalizeInputs } from '@flotilla/evaluation';
import type { Model, Normalization } from '@flotilla/tflite';
import { aboutFile, CliError } from '../errors';
import { imageArray } from '../images/image-array';
import { readImage } from '../images/read-image';
import { normalizationText } from '../text/normalization-text';
import type { OpenedData } from './read-data-file';
import type { Normalizations } from './stated-together';

/** Inputs made what one model takes. */
export interface DataSource {
  readonly path: string;
  readonly file: DataFile;
  /** The same before bytes were normalized, which cannot make NaN or infinity of them. */
  readonly given: DataFile;
  readonly isNormalized: boolean;
  /** What was done to them that nobody asked for: one line each. */
  readonly remarks: readonly string[];
}

export interface DataForModelOptions {
  /** For all inputs, in place of what the model's metadata say. */
  readonly normalization?: Normalization | undefined;
  /** What metadata say. */
  readonly stated: Normalizations;
}

/**
 * Images decoded and resized, and bytes normalized, as a model takes them; arrays of other types stay as they are.
 * @throws CliError `IMAGES_UNFIT`, `USAGE` for images that need a normalization; CodedError `DATASET_…`
 */
export function dataForModel(
  opened: OpenedData,
  model: Model,
  { normalization, stated }: DataForModelOptions,
): DataSource {
  const { path } = opened;
  const arePixels = 'folder' in opened;
  const given = arePixels ? imageArray(opened.folder.images, model, readImage) : opened.arrays;
  const inputs = modelInputs(model);
  const normalizations = inputs.map((_, place) => normalization ?? stated[place]);
  const { file, normalized } = aboutFile(path, () =>
    normalizeInputs(given, inputs, { normalizations, arePixels }),
  );
  const isNormalized = normalized.length > 0;
  const source = { path, file, given, isNormalized };
  if (arePixels && !isNormalized) return { ...source, remarks: rawPixels(path, model) };
  const remarks = normalized.flatMap((place) => {
    const known = stated[place];
    if (normalization || !known) return [];
    const name = JSON.stringify(inputs[place]?.name);
    return [`${path}: input ${name}: ${normalizationText(known)}, from the model’s metadata`];
  });
  return { ...source, remarks };
}

/** @throws CliError `USAGE` where pixels would have to be quantized, and nothing says what they stand for */
function rawPixels(path: string, { subgraphs }: Model): string[] {
  const [input] = subgraphs[0]?.inputs ?? [];
  if (input?.quantization && input.type !== 'UINT8') {
    throw new CliError(
      'USAGE',
      `${path} holds images, and the model takes them normalized and as ${input.type}; say how with --normalization MEAN,STD`,
    );
  }
  return [
    `${path}: pixels are given as 0 to 255, for the model’s metadata state no normalization; change it with --normalization MEAN,STD`,
  ];
}
