import type { Interpreter, Invocation, Runtime, TensorSpec } from '@flotilla/evaluation';
import type { Model, Tensor } from '@flotilla/tflite';
import { GraphBuilder } from '../../test/graph-builder';
import { calibrate } from './calibrate';
import { calibrationModel } from './calibration-model';

/** y = 2 · x and z = −x of a four-value input, in the order of the instrumented model's outputs. */
class DoublingRuntime implements Runtime {
  readonly name = 'doubling';
  readonly version = '1';
  readonly delegates = ['cpu'] as const;
  closed = 0;

  load(): Promise<Interpreter> {
    const spec = (name: string): TensorSpec => ({
      name,
      type: 'FLOAT32',
      shape: [1, 4],
      byteLength: 16,
    });
    return Promise.resolve({
      inputs: [spec('x')],
      outputs: [spec('y'), spec('z')],
      invoke: ([bytes]: readonly Uint8Array[]) => {
        const values = new Float32Array(bytes?.slice().buffer ?? new ArrayBuffer(0));
        return Promise.resolve(
          [2, -1].map((factor) => new Uint8Array(values.map((value) => factor * value).buffer)),
        );
      },
      close: () => {
        this.closed += 1;
        return Promise.resolve();
      },
    });
  }
}

function built(): { model: Model; x: Tensor; y: Tensor; z: Tensor } {
  const builder = new GraphBuilder();
  const x = builder.input([1, 4]);
  const y = builder.apply('RELU', [x], [1, 4]);
  const z = builder.apply('NEG', [y], [1, 4]);
  return { model: builder.model(z), x, y, z };
}

const bytes = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);

const sample = (...values: number[]): Invocation => ({
  inputs: [bytes(...values)],
  sampleCount: 1,
});

describe('calibrationModel()', () => {
  it('makes every float activation an output of a copy', () => {
    const { model, y, z } = built();
    const instrumented = calibrationModel(model, 'whole');
    expect(instrumented.observed).toEqual([y, z]);
    expect(instrumented.model.subgraphs[0]?.outputs.map(({ name }) => name)).toEqual([
      y.name,
      z.name,
    ]);
    expect(model.subgraphs[0]?.outputs).toEqual([z]);
  });
});

describe('calibrate()', () => {
  it('keeps the true minimum and maximum of inputs and activations over all samples', async () => {
    const { model, x, y, z } = built();
    async function* stream(): AsyncGenerator<Invocation> {
      yield await Promise.resolve(sample(1, 2, 3, 4));
      yield sample(-8, 0, 0, 0);
    }
    const done: number[] = [];
    const runtime = new DoublingRuntime();
    const calibration = await calibrate(model, {
      runtime,
      invocations: stream(),
      onSample: (count) => done.push(count),
    });
    expect(calibration.samples).toBe(2);
    expect(done).toEqual([1, 2]);
    expect([x, y, z].map((tensor) => calibration.statistics.get(tensor)?.range)).toEqual([
      { min: -8, max: 4 },
      { min: -16, max: 8 },
      { min: -4, max: 8 },
    ]);
    expect(runtime.closed).toBe(1);
  });

  it('counts the samples of a batch, without those that only fill it', async () => {
    const done: number[] = [];
    const calibration = await calibrate(built().model, {
      runtime: new DoublingRuntime(),
      invocations: [4, 4, 2].map((sampleCount) => ({ ...sample(1, 2, 3, 4), sampleCount })),
      onSample: (count) => done.push(count),
    });
    expect(calibration.samples).toBe(10);
    expect(done).toEqual([4, 8, 10]);
  });

  it.each([
    ['EMPTY_CALIBRATION', []],
    ['CALIBRATION_SHAPE', [sample(1, 2, 3)]],
    ['CALIBRATION_SHAPE', [{ inputs: [], sampleCount: 1 }]],
    ['CALIBRATION_SHAPE', [{ inputs: [bytes(1, 2, 3, 4), bytes(1, 2, 3, 4)], sampleCount: 1 }]],
    ['NON_FINITE_CALIBRATION', [sample(1, NaN, 3, 4)]],
    ['NON_FINITE_CALIBRATION', [sample(1, 2, 3, 4), sample(Infinity, 0, 0, 0)]],
    ['NON_FINITE_CALIBRATION', [sample(3e38, 0, 0, 0)]],
  ])('answers bad data with %s and frees the runtime', async (code, invocations) => {
    const runtime = new DoublingRuntime();
    await expect(calibrate(built().model, { runtime, invocations })).rejects.toMatchObject({
      code,
    });
    expect(runtime.closed).toBe(1);
  });

  it('names the tensor that overflowed', async () => {
    const { model, y } = built();
    const invocations = [sample(3e38, 0, 0, 0)];
    await expect(calibrate(model, { runtime: new DoublingRuntime(), invocations })).rejects.toThrow(
      y.name,
    );
  });
});
