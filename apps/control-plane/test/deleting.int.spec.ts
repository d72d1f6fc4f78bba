import { createHash } from 'node:crypto';
import { type Harness, startHarness } from './fixtures/harness';
import { makeReadyModel, type ReadyModel } from './fixtures/ready-model';
import { scriptOptimizer } from './fixtures/scripted-optimizer';

let harness: Harness;
let ready: ReadyModel;
beforeAll(async () => {
  harness = await startHarness();
  await scriptOptimizer(harness.bus);
  ready = await makeReadyModel(harness);
});
afterAll(async () => {
  await harness.close();
});

const rejected = { state: 'REJECTED', problemCode: 'TRUNCATED', problemMessage: 'cut' } as const;

const deleteModel = (input: object, token?: string) =>
  harness.ask(
    'mutation ($input: DeleteModelInput!) { deleteModel(input: $input) }',
    { input },
    token,
  );
const deleteDataset = (input: object, token?: string) =>
  harness.ask(
    'mutation ($input: DeleteDatasetInput!) { deleteDataset(input: $input) }',
    { input },
    token,
  );

async function otherOrganisationsToken(): Promise<string> {
  const token = 'flt_other';
  await harness.database.platform.organisation.create({ data: { id: 'other', name: 'Other' } });
  await harness.database.platform.apiToken.create({
    data: {
      organisationId: 'other',
      name: 'test',
      tokenHash: createHash('sha256').update(token).digest('hex'),
    },
  });
  return token;
}

it('a model whose versions can be of use, and a ready dataset, stay', async () => {
  const { modelId, evaluationDatasetId: datasetId } = ready;
  expect((await deleteModel({ modelId })).codes).toEqual(['STATE_CONFLICT']);
  expect((await deleteDataset({ datasetId })).codes).toEqual(['STATE_CONFLICT']);
  expect((await deleteModel({ modelId: 'nobody' })).codes).toEqual(['NOT_FOUND']);
  expect((await deleteDataset({ datasetId: 'nobody' })).codes).toEqual(['NOT_FOUND']);
});

it('a model of rejected versions, and a rejected dataset, go: once, and for their own organisation', async () => {
  const { modelId, evaluationDatasetId: datasetId } = await makeReadyModel(harness, 'broken');
  const { platform } = harness.database;
  await platform.modelVersion.updateMany({ where: { modelId }, data: rejected });
  await platform.dataset.updateMany({ where: { id: datasetId }, data: rejected });
  const other = await otherOrganisationsToken();
  expect((await deleteModel({ modelId }, other)).codes).toEqual(['NOT_FOUND']);
  expect((await deleteDataset({ datasetId }, other)).codes).toEqual(['NOT_FOUND']);
  for (let call = 0; call < 2; call += 1) {
    const [model, dataset] = [
      await deleteModel({ modelId, idempotencyKey: 'one model' }),
      await deleteDataset({ datasetId, idempotencyKey: 'one dataset' }),
    ];
    expect(model.data).toEqual({ deleteModel: modelId });
    expect(dataset.data).toEqual({ deleteDataset: datasetId });
  }
  expect((await deleteModel({ modelId })).codes).toEqual(['NOT_FOUND']);
  expect((await deleteDataset({ datasetId })).codes).toEqual(['NOT_FOUND']);
  const again = await makeReadyModel(harness, 'broken');
  expect(again.modelId).not.toBe(modelId);
});
