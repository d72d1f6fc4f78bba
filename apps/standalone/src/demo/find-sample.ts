import type { GraphqlClient } from './graphql-client';
import { type Connection, nodesOf, pageInfo } from './pages';

interface Digest {
  readonly digest: string;
}

interface ModelNode {
  readonly id: string;
  readonly name: string;
}

interface VersionNode {
  readonly id: string;
  readonly state: string;
  readonly source: Digest;
}

interface DatasetNode {
  readonly id: string;
  readonly state: string;
  readonly inputs: Digest;
  readonly labels: Digest | null;
}

/** The model that an earlier start made. */
export async function findModel(client: GraphqlClient, name: string): Promise<string | null> {
  const document = `query ($after: String) {
    models(first: 100, after: $after) { edges { node { id name } } ${pageInfo} }
  }`;
  const models = nodesOf(async (after) => {
    const { models } = await client.send<{ models: Connection<ModelNode> }>(document, { after });
    return models;
  });
  for await (const model of models) if (model.name === name) return model.id;
  return null;
}

/** The version that an earlier start registered, unless its import came to nothing. */
export async function findVersion(
  client: GraphqlClient,
  modelId: string,
  sourceDigest: string,
): Promise<string | null> {
  const document = `query ($modelId: ID!, $after: String) {
    model(id: $modelId) {
      versions(first: 100, after: $after) { edges { node { id state source { digest } } } ${pageInfo} }
    }
  }`;
  const versions = nodesOf(async (after) => {
    const { model } = await client.send<{ model: { versions: Connection<VersionNode> } }>(
      document,
      { modelId, after },
    );
    return model.versions;
  });
  for await (const { id, state, source } of versions)
    if (source.digest === sourceDigest && state !== 'REJECTED') return id;
  return null;
}

/** The dataset that an earlier start made of these files, unless its check came to nothing. */
export async function findDataset(
  client: GraphqlClient,
  role: 'CALIBRATION' | 'EVALUATION',
  inputsDigest: string,
  labelsDigest: string | null,
): Promise<string | null> {
  const document = `query ($role: DatasetRole, $after: String) {
    datasets(first: 100, role: $role, after: $after) {
      edges { node { id state inputs { digest } labels { digest } } } ${pageInfo}
    }
  }`;
  const datasets = nodesOf(async (after) => {
    const { datasets } = await client.send<{ datasets: Connection<DatasetNode> }>(document, {
      role,
      after,
    });
    return datasets;
  });
  const isWanted = ({ state, inputs, labels }: DatasetNode) =>
    state !== 'REJECTED' &&
    inputs.digest === inputsDigest &&
    (labels?.digest ?? null) === labelsDigest;
  for await (const dataset of datasets) if (isWanted(dataset)) return dataset.id;
  return null;
}
