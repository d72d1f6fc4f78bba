import type { ArtifactReference } from '@flotilla/bus';
import { type DataFile, readDataFile, readLabels, readNpy } from '@flotilla/evaluation';
import { optimizerError } from '../errors';
import type { JobContext } from './job-context';

/** Data sets are read into memory as a whole. */
const datasetLimitBytes = 1024 ** 3;

/** Reads a `.npy` or a `.npz`. */
export async function readData(
  reference: ArtifactReference,
  context: JobContext,
): Promise<DataFile> {
  return readDataFile(await readBounded(reference, context), {
    unpackedLimitBytes: datasetLimitBytes,
  });
}

/** Reads a `.npy` of class indexes. */
export async function readLabelData(
  reference: ArtifactReference,
  context: JobContext,
): Promise<Int32Array> {
  return readLabels(readNpy(await readBounded(reference, context)));
}

function readBounded(
  { digest, sizeBytes }: ArtifactReference,
  { artifacts, organisationId }: JobContext,
): Promise<Uint8Array> {
  if (sizeBytes > datasetLimitBytes)
    throw optimizerError(
      'DATASET_TOO_LARGE',
      `the file has ${sizeBytes} bytes, at most ${datasetLimitBytes} are read; give fewer samples`,
    );
  return artifacts.read(organisationId, digest);
}
