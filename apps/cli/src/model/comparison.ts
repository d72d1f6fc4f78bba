import {
  compareActivations,
  type ComparedModel,
  type ComparedTensor,
  compareOutputs,
  invocationsOf,
  matchActivations,
  type Runtime,
} from '@flotilla/evaluation';
import type { DataSource } from '../data/data-for-model';
import { aboutFileAsync } from '../errors';
import { checkSameBatch } from './check-comparable';
import { type Execution, fitData } from './load-subject';
import type { LoadableModelFile } from './model-file';

/** What two models differ in, on the same samples. */
export interface Comparison {
  readonly reference: string;
  readonly model: string;
  readonly runtime: { readonly name: string; readonly version: string };
  readonly delegate: string;
  readonly sampleCount: number;
  readonly outputs: readonly ComparedTensor[];
  /** Activations that have their like in the other model. */
  readonly tensors?: readonly ComparedTensor[];
  /** Activations of the reference that have none. */
  readonly unmatchedTensors?: number;
}

export interface CompareFilesOptions {
  /** What each of the two is given. */
  readonly data: readonly [reference: DataSource, actual: DataSource];
  /** Called once the files are known to go together. */
  readonly runtime: () => Runtime;
  readonly execution: Execution;
  /** Whether activations are compared too. */
  readonly tensors: boolean;
  readonly onSample: (done: number, total: number) => void;
}

/**
 * Runs two forms of one model, of which `checkComparable` says that they are so, on the same samples.
 * @throws CliError `MODELS_DIFFER`; CodedError `DATASET_…`, the runtime's
 */
export async function compareFiles(
  reference: LoadableModelFile,
  actual: LoadableModelFile,
  { data, runtime: createRuntime, execution, tensors, onSample }: CompareFilesOptions,
): Promise<Comparison> {
  const [ours, theirs] = [fitData(data[0], reference.model), fitData(data[1], actual.model)];
  const { sampleCount } = ours.dataset;
  checkSameBatch(reference.path, ours.dataset, actual.path, theirs.dataset);
  const runtime = createRuntime();
  const side = ({ path, model }: LoadableModelFile, { batch, dataset }: typeof ours) => ({
    model,
    runtime: naming(path, runtime),
    execution: { ...execution, ...(batch !== undefined && { batch }) },
    invocations: () => invocationsOf(dataset),
  });
  const sides: [ComparedModel, ComparedModel] = [side(reference, ours), side(actual, theirs)];
  const options = {
    onSample: (done: number): void => {
      onSample(done, sampleCount);
    },
  };
  const outputs = await compareOutputs(...sides, options);
  const { pairs, unmatched } = matchActivations(reference.model, actual.model);
  return {
    reference: reference.path,
    model: actual.path,
    runtime: { name: runtime.name, version: runtime.version },
    delegate: execution.delegate,
    sampleCount,
    outputs,
    ...(tensors && {
      tensors: await compareActivations(...sides, pairs, options),
      unmatchedTensors: unmatched,
    }),
  };
}

/** Tells which file it is that the runtime does not take. */
function naming(path: string, runtime: Runtime): Runtime {
  return {
    name: runtime.name,
    version: runtime.version,
    delegates: runtime.delegates,
    load: (bytes, options) => aboutFileAsync(path, () => runtime.load(bytes, options)),
  };
}
