import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { presets } from '@flotilla/profiles';
import { presetProfiles } from '../src/demo/demo-fleet';
import { createGraphqlClient, type GraphqlClient } from '../src/demo/graphql-client';
import { registerSample, type RegisteredSample } from '../src/demo/register-sample';
import { waitUntil } from '../src/demo/wait-until';
import { type Platform, startPlatform } from '../src/platform/start-platform';
import {
  bomb,
  classes,
  enlarged,
  firstHalf,
  noise,
  quantized,
  withNotANumber,
  zeros,
} from './bad-files';

// What a user uploads goes the whole way: HTTP, PostgreSQL, the bus, the worker process with the real runtime, and back.

const sampleFolder = join(__dirname, '../../../samples/fashion-mnist');
/** Long enough for a crowded machine; whoever hangs does not come back at all. */
const patienceMs = 120_000;

let folder: string;
let platform: Platform;
let client: GraphqlClient;
let sample: RegisteredSample;
/** The sample as a `.tflite` file. */
let float: Uint8Array;
let int8ProfileId: string;

jest.setTimeout(2 * patienceMs);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flotilla-bad-input-'));
  // As root, PostgreSQL runs under another account and must get there.
  await chmod(folder, 0o755);
  platform = await startPlatform({
    dataDirectory: folder,
    host: '127.0.0.1',
    port: 0,
    gatewayPort: 0,
    mqttPort: 0,
    dashboardDirectory: join(folder, 'no-dashboard'),
    say: () => undefined,
  });
  client = createGraphqlClient(platform.apiUrl, platform.token);
  sample = await registerSample(client, sampleFolder);
  float = await floatModel();
  const { name } = presets.find(({ schemes }) => schemes[0] === 'int8')!;
  int8ProfileId = (await presetProfiles(client)).find((each) => each.name === name)!.id;
});

afterAll(async () => {
  await platform.close();
  await rm(folder, { recursive: true, force: true });
});

async function floatModel(): Promise<Uint8Array> {
  const { modelVersion } = await client.send<{ modelVersion: { floatModel: { digest: string } } }>(
    'query ($id: ID!) { modelVersion(id: $id) { floatModel { digest } } }',
    { id: sample.modelVersionId },
  );
  const response = await fetch(
    `${platform.apiUrl}/v1/artifacts/${modelVersion.floatModel.digest}`,
    { headers: { authorization: `Bearer ${platform.token}` } },
  );
  return new Uint8Array(await response.arrayBuffer());
}

interface Outcome {
  readonly state: string;
  /** Of `problem`; null without one. */
  readonly code: string | null;
}

/** What became of a model version, dataset or variant, once that is decided. */
async function outcomeOf(
  kind: 'modelVersion' | 'dataset' | 'variant',
  id: string,
): Promise<Outcome> {
  const query = `query ($id: ID!) { node: ${kind}(id: $id) { state problem { code } } }`;
  return waitUntil(`${kind} ${id}`, patienceMs, async () => {
    const { node } = await client.send<{
      node: { state: string; problem: { code: string } | null };
    }>(query, { id });
    const isDecided = ['READY', 'REJECTED', 'FAILED'].includes(node.state);
    return isDecided ? { state: node.state, code: node.problem?.code ?? null } : null;
  });
}

async function create(mutation: string, input: string, fields: object): Promise<string> {
  const { created } = await client.send<{ created: { id: string } }>(
    `mutation ($input: ${input}!) { created: ${mutation}(input: $input) { id } }`,
    { input: fields },
  );
  return created.id;
}

/** Uploads a model. @returns id of its version */
async function registerModel(bytes: Uint8Array): Promise<string> {
  return create('registerModelVersion', 'RegisterModelVersionInput', {
    modelId: sample.modelId,
    artifactDigest: await client.upload(bytes),
  });
}

/** Of calibration data, or of evaluation data when there are labels. */
async function uploadDataset(
  inputs: Uint8Array,
  labels?: Uint8Array,
): Promise<Outcome & { readonly id: string }> {
  const id = await create('createDataset', 'CreateDatasetInput', {
    name: 'bad',
    role: labels ? 'EVALUATION' : 'CALIBRATION',
    inputsDigest: await client.upload(inputs),
    labelsDigest: labels && (await client.upload(labels)),
  });
  return { id, ...(await outcomeOf('dataset', id)) };
}

/** Asks for the sample's int8 variant, with some things otherwise. @returns its id */
async function build(changes: object): Promise<string> {
  const { buildVariants } = await client.send<{ buildVariants: { id: string }[] }>(
    'mutation ($input: BuildVariantsInput!) { buildVariants(input: $input) { id } }',
    {
      input: {
        modelVersionId: sample.modelVersionId,
        profileIds: [int8ProfileId],
        calibrationDatasetId: sample.calibrationDatasetId,
        evaluationDatasetId: sample.evaluationDatasetId,
        ...changes,
      },
    },
  );
  return buildVariants[0]!.id;
}

describe('an uploaded model is rejected, and its version tells why:', () => {
  it.each<[string, string, () => Uint8Array | Promise<Uint8Array>]>([
    ['empty', 'UNKNOWN_FORMAT', () => new Uint8Array(0)],
    ['random bytes', 'UNKNOWN_FORMAT', () => noise(65_536)],
    ['a truncated .tflite file', 'TRUNCATED', () => firstHalf(float)],
    [
      'a truncated .keras file',
      'MALFORMED_ARCHIVE',
      async () => firstHalf(await readFile(join(sampleFolder, 'model.keras'))),
    ],
    ['quantized already', 'ALREADY_QUANTIZED', () => quantized(float)],
    ['small as a file, gigabytes in memory', 'MODEL_TOO_LARGE', () => enlarged(float)],
  ])('%s (%s)', async (_, code, bytes) => {
    const id = await registerModel(await bytes());
    expect(await outcomeOf('modelVersion', id)).toEqual({ state: 'REJECTED', code });
  });
});

describe('uploaded data are rejected, and the dataset tells why:', () => {
  it.each<[string, string, () => Uint8Array]>([
    ['random bytes', 'NPY_INVALID', () => noise(4096)],
    ['cut off', 'NPY_INVALID', () => firstHalf(zeros(10, 28, 28, 1))],
    ['without a sample', 'DATASET_EMPTY', () => zeros(0, 28, 28, 1)],
    ['with NaN', 'DATASET_NOT_FINITE', () => withNotANumber(10, 28, 28, 1)],
    ['claiming gigabytes', 'NPZ_INVALID', () => bomb()],
  ])('%s (%s)', async (_, code, inputs) => {
    expect(await uploadDataset(inputs())).toMatchObject({ state: 'REJECTED', code });
  });

  it.each<[string, string, () => Uint8Array]>([
    ['labels for other samples', 'LABELS_INVALID', () => classes(9)],
    ['labels that are no class indexes', 'LABELS_INVALID', () => zeros(10)],
  ])('%s (%s)', async (_, code, labels) => {
    const outcome = await uploadDataset(zeros(10, 28, 28, 1), labels());
    expect(outcome).toMatchObject({ state: 'REJECTED', code });
  });
});

describe('a variant fails, and tells why:', () => {
  // What shape is right, only a model can tell: as datasets they are good.
  it('calibration data of another shape (DATASET_SHAPE)', async () => {
    const { id, state } = await uploadDataset(zeros(40, 28, 27, 1));
    expect(state).toBe('READY');
    const variantId = await build({ calibrationDatasetId: id });
    expect(await outcomeOf('variant', variantId)).toEqual({
      state: 'FAILED',
      code: 'DATASET_SHAPE',
    });
  });

  it('evaluation data of another shape (DATASET_SHAPE)', async () => {
    const { id, state } = await uploadDataset(zeros(10, 5), classes(10));
    expect(state).toBe('READY');
    const variantId = await build({ evaluationDatasetId: id });
    expect(await outcomeOf('variant', variantId)).toEqual({
      state: 'FAILED',
      code: 'DATASET_SHAPE',
    });
  });
});

describe('what cannot even be tried is refused at once:', () => {
  it.each([
    ['an unknown profile', 'NOT_FOUND', { profileIds: ['unknown'] }],
    ['int8 without calibration data', 'INVALID_INPUT', { calibrationDatasetId: null }],
  ])('%s (%s)', async (_, code, changes) => {
    await expect(build(changes)).rejects.toMatchObject({ code });
  });

  it('a model that was rejected (STATE_CONFLICT)', async () => {
    const modelVersionId = await registerModel(noise(100));
    expect((await outcomeOf('modelVersion', modelVersionId)).state).toBe('REJECTED');
    await expect(build({ modelVersionId })).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
  });
});

describe('after all that', () => {
  it('nothing hangs and nothing is lost: good data still give a variant', async () => {
    expect(await outcomeOf('variant', await build({}))).toEqual({ state: 'READY', code: null });
  });
});
