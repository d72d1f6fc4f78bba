import { codeThrownBy } from '@flotilla/foundation/testing';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { chainModel, ramp } from '../../../test/layers-model';
import { convert } from '../../convert';
import { openZippedModel, readZippedModelJson } from './zipped-model';

const dense = { kernel: ramp(4, 3), bias: ramp(3) };
const model = chainModel([null, 4], [['Dense', { name: 'dense', units: 3 }, dense]]);
const weights = Uint8Array.from(
  new Uint8Array(Float32Array.from([...dense.kernel.values, ...dense.bias.values]).buffer),
);

/** The model's `model.json` with other paths of weight files. */
function withPaths(...paths: string[]): Uint8Array {
  const json = JSON.parse(new TextDecoder().decode(model.modelJson)) as {
    weightsManifest: { paths: string[] }[];
  };
  json.weightsManifest[0]!.paths = paths;
  return strToU8(JSON.stringify(json));
}

const sharded = {
  'model.json': withPaths('./shards/1of2.bin', 'shards/2of2.bin'),
  shards: { '1of2.bin': weights.subarray(0, 20), '2of2.bin': weights.subarray(20) },
};

describe('openZippedModel()', () => {
  it.each<[string, Zippable]>([
    ['what is in its folder', { 'model.json': model.modelJson, 'weights.bin': weights }],
    ['its folder', { tfjs: { 'model.json': model.modelJson, 'weights.bin': weights } }],
    [
      'its folder, on macOS',
      {
        tfjs: { 'model.json': model.modelJson, 'weights.bin': weights },
        __MACOSX: { tfjs: { '._model.json': strToU8('attributes') } },
      },
    ],
    ['its folder, stored only', { tfjs: [{ ...sharded }, { level: 0 }] }],
    ['shards in a folder of their own', sharded],
    ['an older model in a folder below', { ...sharded, old: { 'model.json': strToU8('{}') } }],
  ])('converts like the folder itself: a zip of %s', async (_, members) => {
    const expected = await convert({ bytes: model.modelJson, readShard: model.readShard });
    expect(await convert({ bytes: zipSync(members) })).toEqual(expected);
  });

  it.each<[string, string, Zippable]>([
    ['MISSING_WEIGHTS', 'without its weights', { 'model.json': model.modelJson }],
    [
      'ARCHIVE_TOO_LARGE',
      'with more weights than the manifest says',
      { 'model.json': model.modelJson, 'weights.bin': new Uint8Array(50_000_000) },
    ],
    [
      'ARCHIVE_TOO_LARGE',
      'whose model.json would not fit into memory',
      { 'model.json': new Uint8Array(65 * 2 ** 20) },
    ],
    [
      'MALFORMED_ARCHIVE',
      'of two models',
      { a: { 'model.json': model.modelJson }, b: { 'model.json': model.modelJson } },
    ],
    ['UNSAFE_PATH', 'that names a file outside', { 'model.json': withPaths('../weights.bin') }],
    ['MALFORMED_ARCHIVE', 'without a model', { 'readme.txt': strToU8('none') }],
  ])('refuses with %s a zip %s', (code, _, members) => {
    expect(codeThrownBy(() => openZippedModel(zipSync(members)))).toBe(code);
  });

  it('refuses weights that are fewer than the manifest says', async () => {
    const bytes = zipSync({ 'model.json': model.modelJson, 'weights.bin': weights.subarray(4) });
    await expect(convert({ bytes })).rejects.toMatchObject({ code: 'MALFORMED_WEIGHTS' });
  });
});

describe('readZippedModelJson()', () => {
  it('tells in which folder it lies, and when there is none', () => {
    const zip = zipSync({ 'a/b/model.json': model.modelJson });
    expect(readZippedModelJson(zip)).toEqual({ folder: 'a/b/', bytes: model.modelJson });
    expect(readZippedModelJson(zipSync({ 'a.txt': strToU8('a') }))).toBeUndefined();
  });
});
