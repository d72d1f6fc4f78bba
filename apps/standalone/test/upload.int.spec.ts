import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { waitUntil } from '../src/demo/wait-until';
import { startTestPlatform, type TestPlatform } from './test-platform';

const sample = join(__dirname, '../../../samples/fashion-mnist');

jest.setTimeout(120_000);

interface Version {
  readonly state: string;
  readonly problem: { readonly code: string } | null;
  readonly format: string | null;
  readonly parameterCount: number | null;
  readonly floatModel: { readonly sizeBytes: number } | null;
}

describe('a TensorFlow.js model, uploaded', () => {
  let platform: TestPlatform;

  beforeAll(async () => {
    platform = await startTestPlatform();
  });

  afterAll(() => platform.close());

  /** Goes the way of the dashboard: upload, new model, its first version. */
  async function imported(name: string, bytes: Uint8Array): Promise<Version> {
    const { client } = platform;
    const artifactDigest = await client.upload(bytes);
    const { createModel } = await client.send<{ createModel: { id: string } }>(
      'mutation ($input: CreateModelInput!) { createModel(input: $input) { id } }',
      { input: { name } },
    );
    const { registerModelVersion } = await client.send<{ registerModelVersion: { id: string } }>(
      'mutation ($input: RegisterModelVersionInput!) { registerModelVersion(input: $input) { id } }',
      { input: { modelId: createModel.id, artifactDigest } },
    );
    return waitUntil('the import', 60_000, async () => {
      const { modelVersion } = await client.send<{ modelVersion: Version }>(
        `query ($id: ID!) {
          modelVersion(id: $id) {
            state problem { code } format parameterCount floatModel { sizeBytes }
          }
        }`,
        registerModelVersion,
      );
      return modelVersion.state === 'IMPORTING' ? null : modelVersion;
    });
  }

  it('is the same as the Keras file that it was made from, when its folder is zipped', async () => {
    const read = async (name: string) => new Uint8Array(await readFile(join(sample, name)));
    const model = await read('tfjs/model.json');
    const weights = await read('tfjs/weights.bin');
    const zipped = await imported(
      'zipped',
      zipSync({ tfjs: { 'model.json': model, 'weights.bin': weights } }),
    );
    expect(zipped).toMatchObject({ state: 'READY', problem: null, format: 'tfjs-layers-zip' });
    const keras = await imported('keras', await readFile(join(sample, 'model.keras')));
    expect(zipped).toEqual({ ...keras, format: 'tfjs-layers-zip' });
  });

  it('is refused without its weights', async () => {
    const bytes = await readFile(join(sample, 'tfjs/model.json'));
    expect(await imported('bare', bytes)).toMatchObject({
      state: 'REJECTED',
      problem: { code: 'MISSING_WEIGHTS' },
    });
  });
});
