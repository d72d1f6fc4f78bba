import type { ArtifactReference, ImportDatasetJob, ImportedDataset } from '@flotilla/bus';
import { readLabels, readNpy, requireFinite } from '@flotilla/evaluation';
import { optimizerError } from '../errors';
import type { JobContext } from './job-context';

/** Data sets are read into memory as a whole. */
const datasetLimitBytes = 1024 ** 3;

/** Reads a data set once, so that a broken one is refused where it is registered and not where it is used. */
export async function importDataset(
  { inputs, labels }: ImportDatasetJob,
  context: JobContext,
): Promise<ImportedDataset> {
  const array = readNpy(await readBounded(inputs, context));
  requireFinite(array);
  const [sampleCount = 0, ...sampleShape] = array.shape;
  if (sampleCount === 0) throw optimizerError('DATASET_EMPTY', 'the data set holds no samples');
  if (labels) {
    const { length } = readLabels(readNpy(await readBounded(labels, context)));
    if (length !== sampleCount)
      throw optimizerError(
        'LABELS_INVALID',
        `there are ${length} labels for ${sampleCount} samples; give one label a sample`,
      );
  }
  return { kind: 'import-dataset', sampleCount, sampleShape };
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
