import type { ArtifactReference } from '@flotilla/bus';
import {
  asSamples,
  assignArrays,
  type DataArray,
  modelInputs,
  normalizeInputs,
} from '@flotilla/evaluation';
import { type Model, statedNormalizations } from '@flotilla/tflite';
import { optimizerError } from '../errors';
import type { JobContext } from './job-context';
import { readData } from './read-data';

/**
 * Golden sets, and devices that replay a data set, know one input and one output.
 * @throws CodedError `UNSUPPORTED_MODEL_SIGNATURE`
 */
export function requireOneInputAndOutput({ subgraphs }: Model): void {
  const { inputs = [], outputs = [] } = subgraphs[0] ?? {};
  if (inputs.length === 1 && outputs.length === 1) return;
  throw optimizerError(
    'UNSUPPORTED_MODEL_SIGNATURE',
    `the model has ${inputs.length} inputs and ${outputs.length} outputs; variants are built of models with one of each`,
  );
}

/** The samples of a data set for a model's one input; bytes are normalized as the model's metadata say. */
export async function readInputs(
  reference: ArtifactReference,
  model: Model,
  context: JobContext,
): Promise<DataArray> {
  const inputs = modelInputs(model);
  const samples = asSamples(await readData(reference, context), model);
  const normalizations = statedNormalizations(model);
  const { file } = normalizeInputs(samples, inputs, { normalizations, arePixels: false });
  const [array] = assignArrays(file, inputs);
  if (!array) throw new TypeError('the model has one input');
  return array;
}
