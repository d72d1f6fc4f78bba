import { readZipMembers } from '@flotilla/evaluation';
import { isCodedError } from '@flotilla/foundation';
import { isConstant, elementCount, type Model } from '@flotilla/tflite';
import { z } from 'zod';
import { quantizerError } from '../errors';
import { ARTIFACT_FORMAT, type CalibrationArtifact, type Manifest } from './artifact';
import { artifactInvalid } from './artifact-invalid';
import { manifestSchema } from './manifest-schema';
import { placesName, readTable, type Row, TABLE_NAMES, type TableName, valuesName } from './table';
import { MANIFEST_NAME } from './write-artifact';

/** Every bin of a histogram with its edge and count, the peaks of many channels, names, shapes. */
const BYTES_PER_TENSOR = 2 ** 18;

/** For all else, the rules of large mixes among it. */
const BYTES_BESIDE = 2 ** 25;

const FORMAT = z.object({ format: z.string() });

/** Bytes that an artifact of this model unpacks to at most: a correction for each constant, statistics for each tensor. */
export function artifactLimitBytes({ subgraphs }: Model): number {
  return subgraphs
    .flatMap(({ tensors }) => tensors)
    .reduce(
      (sum, tensor) =>
        sum + BYTES_PER_TENSOR + (isConstant(tensor) ? elementCount(tensor.shape) : 0),
      BYTES_BESIDE,
    );
}

/**
 * Reads an artifact. Nothing is inflated past the limit, and nothing is taken that is no finite number in its place.
 * @throws CodedError `ARTIFACT_INVALID`, `ARTIFACT_UNSUPPORTED`
 */
export function readArtifact(bytes: Uint8Array, limitBytes: number): CalibrationArtifact {
  const wanted = new Set([
    MANIFEST_NAME,
    ...TABLE_NAMES.flatMap((name) => [valuesName(name), placesName(name)]),
  ]);
  try {
    const isWanted = (name: string): boolean => wanted.has(name);
    const members = readZipMembers(bytes, { isWanted, limitBytes });
    return { manifest: manifestOf(members.get(MANIFEST_NAME)), tables: tablesOf(members) };
  } catch (cause) {
    if (!isCodedError(cause) || cause.code.startsWith('ARTIFACT_')) throw cause;
    throw artifactInvalid(cause.message, cause);
  }
}

function manifestOf(bytes: Uint8Array | undefined): Manifest {
  if (bytes === undefined) throw artifactInvalid(`it holds no ${MANIFEST_NAME}`);
  const content = parsed(bytes);
  const known = FORMAT.safeParse(content);
  if (known.success && known.data.format !== ARTIFACT_FORMAT) {
    throw quantizerError(
      'ARTIFACT_UNSUPPORTED',
      `The calibration artifact is ${JSON.stringify(known.data.format)} where ${ARTIFACT_FORMAT} is read; use the version of Flotilla that made it`,
    );
  }
  const { success, data, error } = manifestSchema.safeParse(content);
  if (success) return data;
  const [first] = error.issues;
  const where = first === undefined ? '' : z.core.toDotPath(first.path);
  throw artifactInvalid(`${MANIFEST_NAME} has no usable ${where || 'content'}`, error);
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch (cause) {
    throw artifactInvalid(`${MANIFEST_NAME} is no JSON`, cause);
  }
}

function tablesOf(members: ReadonlyMap<string, Uint8Array>): CalibrationArtifact['tables'] {
  const read = (name: TableName): Row[] => readTable(name, members);
  return {
    ranges: read('ranges'),
    peaks: read('peaks'),
    corrections: read('corrections'),
    'bias-shifts': read('bias-shifts'),
    extremes: read('extremes'),
    'histogram-edges': read('histogram-edges'),
    'histogram-counts': read('histogram-counts'),
  };
}
