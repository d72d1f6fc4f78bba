import type { Model, Normalization } from '@flotilla/tflite';
import type { CliContext } from '../context';
import { CliError } from '../errors';
import { counted } from '../text/quantities';
import { dataForModel, type DataSource } from './data-for-model';
import type { OpenedData } from './read-data-file';
import { type Normalizations, statedTogether } from './stated-together';

export interface FeedOptions {
  /** What `--normalization` says. */
  readonly normalization?: Normalization | undefined;
  /** What is known of each model's inputs; default: what the models' metadata say. */
  readonly stated?: readonly Normalizations[];
}

/**
 * Makes of inputs what each of some models takes, and notes what nobody asked for: normalizations out of metadata, and what
 * of a folder is passed over.
 * @throws CliError `USAGE` for a normalization that nothing needs; as `dataForModel` does
 */
export function feedModels(
  { note }: CliContext,
  opened: OpenedData,
  models: readonly Model[],
  { normalization, stated = statedTogether(models) }: FeedOptions,
): DataSource[] {
  const sources = models.map((model, index) =>
    dataForModel(opened, model, { normalization, stated: stated[index] ?? [] }),
  );
  if (normalization && !sources.some(({ isNormalized }) => isNormalized)) {
    throw new CliError(
      'USAGE',
      `nothing in ${opened.path} is normalized: only images and arrays of bytes (u1) are, for inputs of real numbers; leave --normalization out`,
    );
  }
  const passedOver = 'folder' in opened ? opened.folder.passedOver : [];
  if (passedOver[0] !== undefined) {
    note(
      `${opened.path}: ${counted(passedOver.length, 'other file')} passed over, such as ${passedOver[0]}`,
    );
  }
  // Two models mostly are given the same.
  for (const remark of new Set(sources.flatMap(({ remarks }) => remarks))) note(remark);
  return sources;
}

/** The same for one model. */
export function feedModel(
  context: CliContext,
  opened: OpenedData,
  model: Model,
  options: FeedOptions,
): DataSource {
  const [source] = feedModels(context, opened, [model], options);
  if (!source) throw new TypeError('each model has its data');
  return source;
}
