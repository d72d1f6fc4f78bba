import type { DelegateName, Runtime, Subject } from '@flotilla/evaluation';
import { openDataset } from '@flotilla/evaluation';
import { aboutFile, aboutFileAsync } from '../errors';
import type { DataSource } from '../data/read-data-file';
import { batchFor } from './batch-for';
import type { ModelFile } from './model-file';
import { modelInputs } from './model-inputs';

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
  { path, bytes, model }: ModelFile,
  data: DataSource,
  execution: Execution,
): Promise<Subject> {
  const batch = batchFor(data.file, model);
  const dataset = aboutFile(data.path, () => openDataset(data.file, withBatch(model, batch)));
  const interpreter = await aboutFileAsync(path, () =>
    runtime().load(bytes, { ...execution, ...(batch !== undefined && { batch }) }),
  );
  return { interpreter, dataset };
}

function withBatch(model: ModelFile['model'], batch: number | undefined) {
  return modelInputs(model).map((input) =>
    batch === undefined ? input : { ...input, shape: [batch, ...input.shape.slice(1)] },
  );
}
