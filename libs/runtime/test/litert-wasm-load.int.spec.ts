import * as fc from 'fast-check';
import { isCodedError } from '@flotilla/foundation';
import { makeOperator, type Operator, optionsOf } from '@flotilla/tflite';
import { createLitertWasmRuntime } from '../src/litert-wasm/create-litert-wasm-runtime';
import { reluModel } from './open-batch-model';
import { fileOf, floats, operator, valuesOf, vector } from './vector-models';

const runtime = createLitertWasmRuntime();
const delegate = 'xnnpack';

describe('createLitertWasmRuntime()', () => {
  it('says what it is, and that XNNPACK is all it has', () => {
    expect(runtime).toMatchObject({
      name: 'litert-wasm',
      version: '2.5.3',
      delegates: ['xnnpack'],
    });
  });
});

describe('load()', () => {
  it('refuses delegates and threads that it does not have', async () => {
    const file = reluModel({ open: false });
    await expect(runtime.load(file, { delegate: 'cpu' })).rejects.toMatchObject({
      code: 'DELEGATE_UNAVAILABLE',
    });
    await expect(runtime.load(file, { delegate, threads: 2 })).rejects.toMatchObject({
      code: 'THREADS_UNAVAILABLE',
    });
    await expect(runtime.load(file, { delegate, batch: 0 })).rejects.toBeInstanceOf(RangeError);
  });

  it('resizes an open batch, and refuses another one than a model fixes', async () => {
    const interpreter = await runtime.load(reluModel({ open: true }), { delegate, batch: 3 });
    expect([...interpreter.inputs, ...interpreter.outputs]).toMatchObject([
      { shape: [3, 4], byteLength: 48 },
      { shape: [3, 4], byteLength: 48 },
    ]);
    const rows = [-1, 2, -3, 4, 5, -6, 7, -8, -9, 10, -11, 12];
    expect(valuesOf(await interpreter.invoke([floats(...rows)]))).toEqual([
      rows.map((value) => Math.max(0, value)),
    ]);
    await interpreter.close();
    await expect(
      runtime.load(reluModel({ open: false }), { delegate, batch: 3 }),
    ).rejects.toMatchObject({ code: 'BATCH_FIXED' });
  });

  it('refuses what would take more memory than is allowed', async () => {
    const small = createLitertWasmRuntime({ memoryLimitBytes: 3199 });
    await expect(
      small.load(reluModel({ open: true }), { delegate, batch: 100 }),
    ).rejects.toMatchObject({ code: 'MODEL_TOO_LARGE' });
  });

  it.each<[string, Operator['code'], number, string]>([
    ['a custom operator that it lacks', 'CUSTOM', 1, 'Frobnicate'],
    ['a version of an operator that it lacks', 'RELU', 99, "'RELU' version '99'"],
    ['an operator that cannot be prepared', 'CONV_2D', 1, 'CONV_2D'],
  ])('says which operator it cannot run: %s', async (_, code, version, said) => {
    const [x, y] = [vector('x'), vector('y')];
    const file = fileOf(
      [x],
      [y],
      [
        makeOperator({
          code,
          version,
          ...(code === 'CUSTOM' && { customCode: 'Frobnicate' }),
          inputs: [x, x, x],
          outputs: [y],
        }),
      ],
    );
    const loading = runtime.load(file, { delegate });
    await expect(loading).rejects.toMatchObject({ code: 'MODEL_UNSUPPORTED' });
    await expect(loading).rejects.toThrow(said);
  });

  it.each([1, 3])('refuses a file that calls an output of 2 elements one of %d', async (count) => {
    const [x, y] = [vector('x'), vector('y', { shape: [count] })];
    const file = fileOf([x], [y], [operator('NEG', [x], y)]);
    await expect(runtime.load(file, { delegate })).rejects.toMatchObject({
      code: 'MODEL_UNSUPPORTED',
    });
  });

  it('refuses a model that keeps variables, or variable tensors, from one invocation to the next', async () => {
    const [x, y] = [vector('x'), vector('y')];
    const handle = vector('handle', { type: 'RESOURCE', shape: [1] });
    const options = optionsOf('VarHandleOptions', { sharedName: 'v', container: '' });
    const assigning = [
      makeOperator({ code: 'VAR_HANDLE', inputs: [], outputs: [handle], options }),
      makeOperator({ code: 'ASSIGN_VARIABLE', inputs: [handle, x], outputs: [] }),
      makeOperator({ code: 'READ_VARIABLE', inputs: [handle], outputs: [y] }),
    ];
    const state = vector('state', { isVariable: true });
    const adding = makeOperator({
      code: 'ADD',
      inputs: [x, state],
      outputs: [y],
      options: optionsOf('AddOptions'),
    });
    for (const operators of [assigning, [adding]]) {
      await expect(runtime.load(fileOf([x], [y], operators), { delegate })).rejects.toMatchObject({
        code: 'MODEL_UNSUPPORTED',
      });
    }
  });

  it('survives any single byte changed', async () => {
    const outcomes = ['loaded', 'MODEL_INVALID', 'MODEL_UNSUPPORTED', 'MODEL_TOO_LARGE'];
    const file = reluModel({ open: false });
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), fc.nat(255), async (at, value) => {
        const bytes = Uint8Array.from(file);
        bytes[at] = value;
        const code = await runtime.load(bytes, { delegate }).then(
          (interpreter) => interpreter.close().then(() => 'loaded'),
          (error: unknown) => (isCodedError(error) ? error.code : String(error)),
        );
        expect(outcomes).toContain(code);
      }),
    );
  });
});
