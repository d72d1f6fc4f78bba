import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@flotilla/foundation';
import { findDataset, findModel, findVersion } from './find-sample';
import type { GraphqlClient } from './graphql-client';
import { waitUntil } from './wait-until';

export interface RegisteredSample {
  readonly modelId: string;
  readonly modelVersionId: string;
  readonly calibrationDatasetId: string;
  readonly evaluationDatasetId: string;
  readonly floatSizeBytes: number;
  readonly parameterCount: number;
}

const modelName = 'fashion-mnist';

/**
 * Registers the sample model and its data through the public API, unless an earlier start did. What that one left
 * rejected (its files were damaged, the machine was short of memory) is registered once more.
 */
export async function registerSample(
  client: GraphqlClient,
  sampleFolder: string,
): Promise<RegisteredSample> {
  const upload = async (file: string) => client.upload(await readFile(join(sampleFolder, file)));
  const model = await upload('model.keras');
  const calibration = await upload('calibration-inputs.npy');
  const inputs = await upload('evaluation-inputs.npy');
  const labels = await upload('evaluation-labels.npy');
  const modelId = (await findModel(client, modelName)) ?? (await createModel(client));
  const modelVersionId =
    (await findVersion(client, modelId, model)) ?? (await registerVersion(client, modelId, model));
  const calibrationDatasetId =
    (await findDataset(client, 'CALIBRATION', calibration, null)) ??
    (await createDataset(client, {
      name: 'Fashion-MNIST, 500 training images',
      role: 'CALIBRATION',
      inputsDigest: calibration,
    }));
  const evaluationDatasetId =
    (await findDataset(client, 'EVALUATION', inputs, labels)) ??
    (await createDataset(client, {
      name: 'Fashion-MNIST, 1,000 test images',
      role: 'EVALUATION',
      inputsDigest: inputs,
      labelsDigest: labels,
    }));
  const version = await waitForImport(client, modelVersionId);
  for (const id of [calibrationDatasetId, evaluationDatasetId]) await waitForDataset(client, id);
  return { modelId, modelVersionId, calibrationDatasetId, evaluationDatasetId, ...version };
}

/** The key is this call's own: asking again after a lost answer changes nothing, another start is another call. */
async function createModel(client: GraphqlClient): Promise<string> {
  const { createModel } = await client.send<{ createModel: { id: string } }>(
    `mutation ($input: CreateModelInput!) { createModel(input: $input) { id } }`,
    {
      input: {
        idempotencyKey: randomUUID(),
        name: modelName,
        description:
          'Depthwise-separable CNN for Fashion-MNIST: the sample that ships with Flotilla',
      },
    },
  );
  return createModel.id;
}

async function registerVersion(
  client: GraphqlClient,
  modelId: string,
  artifactDigest: string,
): Promise<string> {
  const { registerModelVersion } = await client.send<{ registerModelVersion: { id: string } }>(
    `mutation ($input: RegisterModelVersionInput!) { registerModelVersion(input: $input) { id } }`,
    { input: { idempotencyKey: randomUUID(), modelId, artifactDigest } },
  );
  return registerModelVersion.id;
}

async function createDataset(
  client: GraphqlClient,
  input: Readonly<Record<string, string>>,
): Promise<string> {
  const { createDataset } = await client.send<{ createDataset: { id: string } }>(
    `mutation ($input: CreateDatasetInput!) { createDataset(input: $input) { id } }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
  );
  return createDataset.id;
}

interface Imported {
  readonly state: 'IMPORTING' | 'READY' | 'REJECTED';
  readonly problem: { readonly code: string; readonly message: string } | null;
  readonly parameterCount: number | null;
  readonly floatModel: { readonly sizeBytes: number } | null;
}

function waitForImport(client: GraphqlClient, id: string) {
  return waitUntil('the sample model to be imported', 60_000, async () => {
    const { modelVersion } = await client.send<{ modelVersion: Imported }>(
      `query ($id: ID!) {
        modelVersion(id: $id) { state problem { code message } parameterCount floatModel { sizeBytes } }
      }`,
      { id },
    );
    if (modelVersion.problem)
      throw new CodedError(modelVersion.problem.code, modelVersion.problem.message);
    if (modelVersion.state !== 'READY') return null;
    return {
      floatSizeBytes: modelVersion.floatModel?.sizeBytes ?? 0,
      parameterCount: modelVersion.parameterCount ?? 0,
    };
  });
}

function waitForDataset(client: GraphqlClient, id: string) {
  return waitUntil('the sample data to be checked', 60_000, async () => {
    const { dataset } = await client.send<{
      dataset: Pick<Imported, 'problem'> & { state: string };
    }>(`query ($id: ID!) { dataset(id: $id) { state problem { code message } } }`, { id });
    if (dataset.problem) throw new CodedError(dataset.problem.code, dataset.problem.message);
    return dataset.state === 'READY' ? true : null;
  });
}
