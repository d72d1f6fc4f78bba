import { isDeepStrictEqual } from 'node:util';
import type { DelegateName, Runtime } from '@flotilla/evaluation';
import { createLitertWasmRuntime, createTfliteRuntime } from '@flotilla/runtime';
import { elementCount, type Model, readModel, type Tensor, writeModel } from '@flotilla/tflite';
import { ZOO, type ZooModel } from '../src/zoo';

const NATIVE = ZOO.filter(({ customOperators }) => !customOperators);
const CUSTOM = ZOO.filter(({ customOperators }) => customOperators);

/** Pixels of a fixed pattern in [0, 1), as bytes of each float input. */
function pattern(model: Model): Uint8Array[] {
  const inputs: readonly Tensor[] = model.subgraphs[0]?.inputs ?? [];
  return inputs.map(({ shape }) => {
    const values = new Float32Array(elementCount(shape)).map(
      (_, i) => (Math.imul(i, 0x9e3779b1) >>> 8) / 2 ** 24,
    );
    return new Uint8Array(values.buffer);
  });
}

async function run(
  runtime: Runtime,
  delegate: DelegateName,
  file: Uint8Array,
  inputs: readonly Uint8Array[],
): Promise<Uint8Array[]> {
  const interpreter = await runtime.load(file, { delegate });
  try {
    return await interpreter.invoke(inputs);
  } finally {
    await interpreter.close();
  }
}

function differ(left: readonly Uint8Array[], right: readonly Uint8Array[]): boolean {
  return (
    left.length !== right.length ||
    left.some((bytes, index) => Buffer.compare(bytes, right[index] ?? Buffer.alloc(0)) !== 0)
  );
}

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
      const runtime = createTfliteRuntime();
      const written = writeModel(model);
      for (const delegate of ['cpu', 'xnnpack'] as const) {
        const before = await run(runtime, delegate, bytes, inputs);
        expect(before.length).toBeGreaterThan(0);
        expect(differ(before, await run(runtime, delegate, written, inputs))).toBe(false);
      }
    },
  );

  it.each(CUSTOM)(
    'keep what $name computes in LiteRT, bit by bit',
    async (zoo: ZooModel) => {
      const bytes = await zoo.load();
      const model = readModel(bytes);
      const runtime = createLitertWasmRuntime();
      const inputs = pattern(model);
      const before = await run(runtime, 'xnnpack', bytes, inputs);
      expect(before.some((output) => output.some((byte) => byte !== 0))).toBe(true);
      const after = await run(runtime, 'xnnpack', writeModel(model), inputs);
      expect(differ(before, after)).toBe(false);
    },
    60_000,
  );
});
