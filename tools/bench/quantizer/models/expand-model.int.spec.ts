import { OutputError, readNumbers } from '@flotilla/evaluation';
import { runInLitert, ZOO } from '@flotilla/testing';
import { elementCount, type Model, modelSummary, writeModel } from '@flotilla/tflite';
import { expandModel } from './expand-model';

/** With sparse constants, with a custom operator, and plain halves. */
const MODELS = ['face_detection_full_range_sparse', 'selfie_segmentation', 'hand_landmark_lite'];

function pattern(model: Model): Uint8Array {
  const [input] = model.subgraphs[0]?.inputs ?? [];
  const values = new Float32Array(elementCount(input?.shape ?? [])).map(
    (_, at) => (Math.imul(at, 0x9e3779b1) >>> 8) / 2 ** 24,
  );
  return new Uint8Array(values.buffer);
}

describe('expandModel()', () => {
  it.each(MODELS)(
    'makes %s a plain float model that computes the same',
    async (name) => {
      const published = await ZOO.find((zoo) => zoo.name === name)!.load();
      const model = expandModel(published);
      const { operators, tensorTypes, signatures } = modelSummary(model);
      const codes = operators.map((operator) => operator.name);
      expect(codes).not.toContain('DEQUANTIZE');
      expect(codes).not.toContain('DENSIFY');
      expect(operators.some(({ custom }) => custom)).toBe(false);
      expect(tensorTypes.map(({ type }) => type)).not.toContain('FLOAT16');
      expect(signatures.map(({ key }) => key)).toEqual(['serving_default']);

      const input = pattern(model);
      const before = await runInLitert(published, [input]);
      const after = await runInLitert(writeModel(model), [input]);
      expect(before.length).toBe(signatures[0]!.outputs.length);
      before.forEach((wanted, output) => {
        const error = new OutputError();
        error.add(readNumbers('FLOAT32', wanted), readNumbers('FLOAT32', after[output]!));
        expect(error.summary().snrDb ?? Infinity).toBeGreaterThan(90);
      });
    },
    60_000,
  );
});
