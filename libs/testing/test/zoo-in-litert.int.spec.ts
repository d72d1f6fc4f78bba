import type { Runtime } from '@flotilla/evaluation';
import { createLitertWasmRuntime, createTfliteRuntime } from '@flotilla/runtime';
import { ZOO, type ZooModel } from '../src/zoo';

const litert = createLitertWasmRuntime();
const native = createTfliteRuntime();

/** Outputs for values of a fixed pattern in [0, 1). */
async function outputsOf(runtime: Runtime, file: Uint8Array): Promise<Float32Array[]> {
  const interpreter = await runtime.load(file, { delegate: 'xnnpack' });
  try {
    const inputs = interpreter.inputs.map(({ byteLength }) => {
      const values = Float32Array.from({ length: byteLength / 4 }, (_, at) => (at * 0.618) % 1);
      return new Uint8Array(values.buffer);
    });
    const outputs = await interpreter.invoke(inputs);
    return outputs.map((bytes) => new Float32Array(Uint8Array.from(bytes).buffer));
  } finally {
    await interpreter.close();
  }
}

describe('LiteRT as WebAssembly', () => {
  it.each(ZOO.filter(({ customOperators }) => !customOperators))(
    'computes what native TensorFlow Lite computes of $name',
    async (zoo: ZooModel) => {
      const file = await zoo.load();
      const expected = await outputsOf(native, file);
      const actual = await outputsOf(litert, file);
      expect(actual.map(({ length }) => length)).toEqual(expected.map(({ length }) => length));
      expected.forEach((output, index) => {
        const size = output.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
        const error = output.reduce(
          (most, value, at) => Math.max(most, Math.abs(value - (actual[index]?.[at] ?? NaN))),
          0,
        );
        expect(size).toBeGreaterThan(0);
        expect(error / size).toBeLessThan(1e-4);
      });
    },
  );
});
