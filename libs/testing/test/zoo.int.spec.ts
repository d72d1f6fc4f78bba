import { isDeepStrictEqual } from 'node:util';
import { readModel, writeModel } from '@flotilla/tflite';
import { runInLitert, runInTflite } from '../src/run-once';
import { ZOO, type ZooModel } from '../src/zoo';
import { differ, pattern } from './model-input';

const NATIVE = ZOO.filter(({ customOperators }) => !customOperators);
const CUSTOM = ZOO.filter(({ customOperators }) => customOperators);

describe('readModel() and writeModel() on published models', () => {
  it.each(ZOO)('keep everything of $name', async (zoo: ZooModel) => {
    const bytes = await zoo.load();
    const model = readModel(bytes);
    const written = writeModel(model);
    // Jest's own comparison takes a minute over ten million bytes.
    expect(isDeepStrictEqual(readModel(written), model)).toBe(true);
    expect(written.byteLength).toBeLessThanOrEqual(bytes.byteLength * 1.01);
  });

  it.each(NATIVE)(
    'keep what $name computes in native TensorFlow Lite, bit by bit',
    async (zoo: ZooModel) => {
      const bytes = await zoo.load();
      const model = readModel(bytes);
      const inputs = pattern(model);
      const written = writeModel(model);
      for (const delegate of ['cpu', 'xnnpack'] as const) {
        const before = await runInTflite(bytes, inputs, { delegate });
        expect(before.length).toBeGreaterThan(0);
        expect(differ(before, await runInTflite(written, inputs, { delegate }))).toBe(false);
      }
    },
  );

  it.each(CUSTOM)(
    'keep what $name computes in LiteRT, bit by bit',
    async (zoo: ZooModel) => {
      const bytes = await zoo.load();
      const model = readModel(bytes);
      const inputs = pattern(model);
      const before = await runInLitert(bytes, inputs);
      expect(before.some((output) => output.some((byte) => byte !== 0))).toBe(true);
      const after = await runInLitert(writeModel(model), inputs);
      expect(differ(before, after)).toBe(false);
    },
    60_000,
  );
});
