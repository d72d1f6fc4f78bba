import type { ImportDatasetJob, ImportedDataset } from '@flotilla/bus';
import { requireFinite } from '@flotilla/evaluation';
import { optimizerError } from '../errors';
import type { JobContext } from './job-context';
import { readData, readLabelData } from './read-data';

/** Reads a data set once, so that a broken one is refused where it is registered and not where it is used. */
export async function importDataset(
  { inputs, labels }: ImportDatasetJob,
  context: JobContext,
): Promise<ImportedDataset> {
  const file = await readData(inputs, context);
  requireFinite(file);
  const shapes = 'values' in file ? [...file.values()].map(({ shape }) => shape) : [file.shape];
  const [sampleCount = 0, ...sampleShape] = shapes[0] ?? [];
  if (shapes.some(([count = 0]) => count !== sampleCount))
    throw optimizerError('DATASET_SHAPE', 'the arrays do not hold the same number of samples');
  if (sampleCount === 0) throw optimizerError('DATASET_EMPTY', 'the data set holds no samples');
  if (labels)
    checkLabelCount((await readLabelData(labels, context)).length, sampleCount, sampleShape);
  return { kind: 'import-dataset', sampleCount, sampleShape };
}

/** Where each entry is a whole input, which only a model can tell, its batch has a label for each row. */
function checkLabelCount(
  labelCount: number,
  sampleCount: number,
  [batch = 1]: readonly number[],
): void {
  if (labelCount === sampleCount || labelCount === sampleCount * batch) return;
  throw optimizerError(
    'LABELS_INVALID',
    `there are ${labelCount} labels for ${sampleCount} samples; give one label a sample`,
  );
}
