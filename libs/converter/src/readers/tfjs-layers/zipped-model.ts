import { ConverterError } from '../../errors';
import { parseJsonObject } from '../../json';
import { listArchive, readArchive } from '../archive';
import { type ManifestGroup, readManifest } from './manifest';
import type { TfjsLayersSource } from './read-tfjs-layers';

const modelName = 'model.json';

/** Far above any real architecture. */
const modelLimitBytes = 64 * 2 ** 20;

/** What a TFLite file can hold. */
const weightsLimitBytes = 2 ** 31;

export interface ZippedModelJson {
  /** Of its folder in the archive: empty, or with a slash at its end. */
  readonly folder: string;
  readonly bytes: Uint8Array;
}

/**
 * The `model.json` of a zip archive: the one nearest to the top, for people zip the model's folder as often as what is in
 * it. Undefined where there is none.
 * @throws ConverterError `MALFORMED_ARCHIVE`, also when there are several; `ARCHIVE_TOO_LARGE`
 */
export function readZippedModelJson(archive: Uint8Array): ZippedModelJson | undefined {
  const [first, second] = [...listArchive(archive).keys()]
    .filter((name) => name === modelName || name.endsWith(`/${modelName}`))
    .map((name) => ({ name, depth: name.split('/').length }))
    .sort((a, b) => a.depth - b.depth);
  if (first === undefined) return undefined;
  if (first.depth === second?.depth)
    throw new ConverterError(
      'MALFORMED_ARCHIVE',
      'the zip archive holds several models; zip the folder of one',
    );
  const bytes = readArchive(archive, new Map([[first.name, modelLimitBytes]])).get(first.name);
  return bytes && { folder: first.name.slice(0, -modelName.length), bytes };
}

/**
 * A TensorFlow.js LayersModel whose folder was zipped. Its weight files are unpacked at once, after the archive's
 * directory and the model's manifest have agreed on how much that is.
 * @throws ConverterError for an archive that is broken, lacks a weight file, or holds more than the manifest says
 */
export function openZippedModel(archive: Uint8Array): TfjsLayersSource {
  const model = readZippedModelJson(archive);
  if (model === undefined)
    throw new ConverterError('MALFORMED_ARCHIVE', `the zip archive has no ${modelName}`);
  const memberOf = (shard: string) => model.folder + withoutDots(shard);
  const manifest = readManifest(parseJsonObject(model.bytes, modelName));
  const members = readArchive(archive, shardSizes(listArchive(archive), manifest, memberOf));
  return {
    modelJson: model.bytes,
    // All are there: the sizes are those of every path of the same manifest.
    readShard: (shard) => Promise.resolve(members.get(memberOf(shard)) ?? new Uint8Array()),
  };
}

/** Unpacked sizes of the manifest's files, by member. */
function shardSizes(
  archiveSizes: ReadonlyMap<string, number>,
  manifest: readonly ManifestGroup[],
  memberOf: (shard: string) => string,
): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const member of manifest.flatMap(({ paths }) => paths).map(memberOf)) {
    const size = archiveSizes.get(member);
    if (size === undefined)
      throw new ConverterError(
        'MISSING_WEIGHTS',
        `the zip archive has no ${member.slice(0, 120)}, which its ${modelName} names; zip the model's whole folder`,
      );
    sizes.set(member, size);
  }
  const stated = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const expected = manifest.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (stated > Math.min(expected, weightsLimitBytes))
    throw new ConverterError(
      'ARCHIVE_TOO_LARGE',
      `the weight files would unpack to ${stated} bytes; ${modelName} says ${expected}, and at most ${weightsLimitBytes} are read`,
    );
  return sizes;
}

/** A manifest may write a path as a file system reads it: `./weights.bin`. */
function withoutDots(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}
