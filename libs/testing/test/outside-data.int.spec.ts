import { readModel, readStoredModel, writeModel } from '@flotilla/tflite';
import { runInLitert, runInTflite } from '../src/run-once';
import { ZOO, type ZooModel } from '../src/zoo';
import { differ, pattern } from './model-input';

const SMALL = ZOO.filter(({ name }) =>
  ['face_detection_short_range', 'hand_landmark_lite', 'selfie_segmentation'].includes(name),
);

describe('constants outside the FlatBuffer', () => {
  it.each(SMALL)(
    'leave $name what it computes in LiteRT, bit by bit',
    async (zoo: ZooModel) => {
      const bytes = await zoo.load();
      const model = readModel(bytes);
      const outside = writeModel(model, { outsideFromBytes: 0 });
      expect(readStoredModel(outside).hasOutsideData).toBe(true);
      const before = await runInLitert(bytes, pattern(model));
      const after = await runInLitert(outside, pattern(model));
      expect(before.length).toBeGreaterThan(0);
      expect(differ(before, after)).toBe(false);
    },
    60_000,
  );

  it.each(SMALL.filter(({ customOperators }) => !customOperators))(
    'are put inside for native TensorFlow Lite, which runs $name then',
    async (zoo: ZooModel) => {
      const bytes = await zoo.load();
      const model = readModel(bytes);
      const outputs: Uint8Array[][] = [];
      for (const file of [bytes, writeModel(model, { outsideFromBytes: 0 })]) {
        outputs.push(await runInTflite(file, pattern(model), { delegate: 'xnnpack' }));
      }
      expect(outputs[0]?.length).toBeGreaterThan(0);
      expect(differ(outputs[0] ?? [], outputs[1] ?? [])).toBe(false);
    },
  );
});
