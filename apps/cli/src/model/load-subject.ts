import {
  type Dataset,
  type DelegateName,
  modelInputs,
  openDataset,
  type Runtime,
  type Subject,
} from '@flotilla/evaluation';
import type { Model } from '@flotilla/tflite';
import { aboutFile, aboutFileAsync } from '../errors';
import type { DataSource } from '../data/data-for-model';
import { batchFor } from './batch-for';
import type { LoadableModelFile } from './model-file';

export interface Execution {
  readonly delegate: DelegateName;
  readonly threads: number;
}

/**
 * Fits data to a model and loads it. The data are checked first, against what the file says: native code prints lines of
 * its own once it is loaded.
 */
export async function loadSubject(
  runtime: () => Runtime,
  { path, bytes, model }: LoadableModelFile,
  data: DataSource,
  execution: Execution,
): Promise<Subject> {
  const { batch, dataset } = fitData(data, model);
  const interpreter = await aboutFileAsync(path, () =>
    runtime().load(bytes, { ...execution, ...(batch !== undefined && { batch }) }),
  );
  return { interpreter, dataset };
}

/** Data cut into what the model takes, and the batch to load it with where that is not the file's own. */
export function fitData(
  { path, file }: DataSource,
  model: Model,
): { batch: number | undefined; dataset: Dataset } {
  return aboutFile(path, () => {
    const batch = batchFor(file, model);
    const inputs = modelInputs(model).map((input) =>
      batch === undefined ? input : { ...input, shape: [batch, ...input.shape.slice(1)] },
    );
    return { batch, dataset: openDataset(file, inputs) };
  });
}
