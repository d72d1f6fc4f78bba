import type { ImportedModel, ImportModelJob } from '@flotilla/bus';
import { convert, detectFormat, type ModelFormat } from '@flotilla/converter';
import { alreadyQuantized } from '@flotilla/quantizer';
import { type Model, modelSummary, readModel, writeModel } from '@flotilla/tflite';
import { optimizerError } from '../errors';
import { type JobContext, storeArtifact } from './job-context';

/** Models are read into memory as a whole, and copied while they are rewritten. */
const modelLimitBytes = 512 * 1024 ** 2;

/** Recognises, converts and verifies an uploaded model, and proves that the runtime loads it. */
export async function importModel(
  { source }: ImportModelJob,
  context: JobContext,
): Promise<ImportedModel> {
  if (source.sizeBytes > modelLimitBytes)
    throw optimizerError(
      'MODEL_TOO_LARGE',
      `the model has ${source.sizeBytes} bytes, at most ${modelLimitBytes} are read`,
    );
  const bytes = await context.artifacts.read(context.organisationId, source.digest);
  const format = detectFormat(bytes);
  context.report({ stage: 'convert', fraction: 0.2, message: `reading ${format}` });
  const model = await readFloatModel(bytes, format);
  const file = writeModel(model);
  context.report({ stage: 'verify', fraction: 0.7, message: 'loading it in the runtime' });
  await proveLoadable(file, context);
  const { parameterCount, weightBytes, operators, inputs, outputs } = modelSummary(model);
  return {
    kind: 'import-model',
    floatModel: await storeArtifact(context, file),
    format,
    parameterCount,
    operatorCount: operators.reduce((sum, { count }) => sum + count, 0),
    weightBytes,
    inputs: inputs.map(({ name, type, shape }) => ({ name, type, shape })),
    outputs: outputs.map(({ name, type, shape }) => ({ name, type, shape })),
  };
}

async function readFloatModel(bytes: Uint8Array, format: ModelFormat): Promise<Model> {
  const model = format === 'tflite' ? readModel(bytes) : (await convert({ bytes })).model;
  if (alreadyQuantized(model))
    throw optimizerError(
      'ALREADY_QUANTIZED',
      'the model is quantized already; upload the float model that it was made from',
    );
  return model;
}

async function proveLoadable(file: Uint8Array, { runtime }: JobContext): Promise<void> {
  const interpreter = await runtime.load(file, { delegate: 'cpu' });
  await interpreter.close();
}
