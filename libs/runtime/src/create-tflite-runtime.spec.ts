import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { CodedError } from '@flotilla/foundation';
import { codeThrownBy } from '@flotilla/foundation/testing';
import {
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  optionsOf,
  type Tensor,
  writeModel,
} from '@flotilla/tflite';
import { fillModel } from '../test/fill-model';
import { reluModel } from '../test/open-batch-model';
import { createTfliteRuntime } from './create-tflite-runtime';

const runtime = createTfliteRuntime();
const selfie = readFileSync(
  require.resolve('@mediapipe/selfie_segmentation/selfie_segmentation.tflite'),
);

describe('createTfliteRuntime()', () => {
  it('says what it is, and its delegates fastest first', () => {
    expect(runtime).toMatchObject({
      name: 'tflite',
      version: '2.9.0',
      delegates: ['xnnpack', 'cpu'],
    });
  });

  it('takes a library of the device’s own, and refuses what is none', () => {
    expect(
      codeThrownBy(() => createTfliteRuntime({ libraryPath: '/nowhere/libtensorflowlite_c.so' })),
    ).toBe('RUNTIME_LIBRARY_MISSING');
    expect(codeThrownBy(() => createTfliteRuntime({ libraryPath: __filename }))).toBe(
      'RUNTIME_LIBRARY_MISSING',
    );
  });
});

describe('load()', () => {
  it('refuses a delegate that this machine lacks', async () => {
    await expect(
      runtime.load(reluModel({ open: false }), { delegate: 'gpu' }),
    ).rejects.toMatchObject({
      code: 'DELEGATE_UNAVAILABLE',
    });
  });

  it('refuses threads and batches that are no positive whole numbers', async () => {
    const model = reluModel({ open: true });
    for (const threads of [0, 1.5, NaN, 1000]) {
      await expect(runtime.load(model, { delegate: 'cpu', threads })).rejects.toBeInstanceOf(
        RangeError,
      );
    }
    await expect(runtime.load(model, { delegate: 'cpu', batch: 0 })).rejects.toBeInstanceOf(
      RangeError,
    );
  });

  it.each(['cpu', 'xnnpack'] as const)('resizes an open batch with %s', async (delegate) => {
    const interpreter = await runtime.load(reluModel({ open: true }), { delegate, batch: 3 });
    expect(interpreter.inputs[0]).toMatchObject({ shape: [3, 4], byteLength: 48 });
    const rows = Float32Array.of(-1, 2, -3, 4, 5, -6, 7, -8, -9, 10, -11, 12);
    const [output] = await interpreter.invoke([new Uint8Array(rows.buffer)]);
    expect([...new Float32Array(output!.buffer)]).toEqual([0, 2, 0, 4, 5, 0, 7, 0, 0, 10, 0, 12]);
    await interpreter.close();
  });

  it('refuses another batch than the one that a model fixes', async () => {
    const model = reluModel({ open: false });
    await expect(runtime.load(model, { delegate: 'cpu', batch: 2 })).rejects.toMatchObject({
      code: 'BATCH_FIXED',
    });
    await (await runtime.load(model, { delegate: 'cpu', batch: 1 })).close();
  });

  it.each(['cpu', 'xnnpack'] as const)(
    'refuses a model that would take gigabytes, before native code asks for them (%s)',
    async (delegate) => {
      const [x, y] = ['x', 'y'].map((name) =>
        makeTensor({ name, type: 'FLOAT32', shape: [1, 30_000, 30_000, 1] }),
      ) as [Tensor, Tensor];
      const operators = [makeOperator({ code: 'RELU', inputs: [x], outputs: [y] })];
      const model = makeModel({
        subgraphs: [makeSubgraph({ inputs: [x], outputs: [y], operators })],
      });
      await expect(runtime.load(writeModel(model), { delegate })).rejects.toMatchObject({
        code: 'MODEL_TOO_LARGE',
      });
    },
  );

  it('refuses a batch that would take more than its limit', async () => {
    const small = createTfliteRuntime({ memoryLimitBytes: 3200 });
    const model = reluModel({ open: true });
    await (await small.load(model, { delegate: 'cpu', batch: 100 })).close();
    await expect(small.load(model, { delegate: 'cpu', batch: 101 })).rejects.toMatchObject({
      code: 'MODEL_TOO_LARGE',
    });
  });

  it.each(['before', 'when'])(
    'refuses outputs that are larger than the file says, known %s the model runs',
    async (known) => {
      const limited = createTfliteRuntime({ memoryLimitBytes: 1000 });
      await expect(
        limited
          .load(fillModel({ dynamic: known === 'when' }), { delegate: 'cpu' })
          .then((interpreter) =>
            interpreter
              .invoke(
                [new Uint8Array(Int32Array.of(1000).buffer)].slice(0, interpreter.inputs.length),
              )
              .finally(() => interpreter.close()),
          ),
      ).rejects.toMatchObject({ code: 'MODEL_TOO_LARGE' });
    },
  );

  it.each(['cpu', 'xnnpack'] as const)(
    'says which operator the library lacks (%s)',
    async (delegate) => {
      const loading = runtime.load(selfie, { delegate });
      await expect(loading).rejects.toMatchObject({ code: 'MODEL_UNSUPPORTED' });
      await expect(loading).rejects.toThrow('Convolution2DTransposeBias');
    },
  );

  it.each([
    ['no bytes', new Uint8Array()],
    ['text', Buffer.from('this is not a model at all, only some text')],
    ['a model cut off', reluModel({ open: false }).subarray(0, 200)],
  ])('refuses %s', async (_, bytes) => {
    await expect(runtime.load(bytes, { delegate: 'cpu' })).rejects.toMatchObject({
      code: 'MODEL_INVALID',
    });
  });

  it('survives any single byte changed', async () => {
    const outcomes = [
      'loaded',
      'MODEL_INVALID',
      'MODEL_UNSUPPORTED',
      'MODEL_TOO_LARGE',
      'DELEGATE_REFUSED',
    ];
    const model = reluModel({ open: false });
    await fc.assert(
      fc.asyncProperty(fc.nat(model.length - 1), fc.nat(255), async (at, value) => {
        const bytes = Uint8Array.from(model);
        bytes[at] = value;
        const code = await runtime.load(bytes, { delegate: 'xnnpack' }).then(
          async (interpreter) => {
            await interpreter.close();
            return 'loaded';
          },
          (error: unknown) => (error instanceof CodedError ? String(error.code) : String(error)),
        );
        expect(outcomes).toContain(code);
      }),
    );
  });

  it('does not let a convolution whose bias is left out end the process', async () => {
    const shape = [1, 1, 1, 2];
    const [x, y] = ['x', 'y'].map((name) => makeTensor({ name, type: 'FLOAT32', shape }));
    const weights = makeTensor({
      name: 'weights',
      type: 'FLOAT32',
      shape,
      buffer: { data: new Uint8Array(8) },
    });
    const operator = makeOperator({
      code: 'DEPTHWISE_CONV_2D',
      inputs: [x!, weights],
      outputs: [y!],
      options: optionsOf('DepthwiseConv2DOptions', { strideW: 1, strideH: 1, depthMultiplier: 1 }),
    });
    const main = makeSubgraph({ inputs: [x!], outputs: [y!], operators: [operator] });
    const file = writeModel(makeModel({ subgraphs: [main] }));
    for (const delegate of runtime.delegates)
      await expect(runtime.load(file, { delegate })).rejects.toMatchObject({
        code: 'MODEL_UNSUPPORTED',
      });
  });

  it.each([
    ['ADD', 'INT8', 2 ** -19],
    ['SUB', 'INT8', 2 ** -19],
    ['SUB', 'INT16', 2 ** -14],
    ['SQUARED_DIFFERENCE', 'INT8', 2 ** -12],
  ] as const)(
    'does not let %s of a too fine %s output end the process',
    async (code, type, least) => {
      const options = {
        ADD: optionsOf('AddOptions', {}),
        SUB: optionsOf('SubOptions', {}),
        SQUARED_DIFFERENCE: optionsOf('SquaredDifferenceOptions', {}),
      }[code];
      const loaded = async (outputScale: number) => {
        const [x, y, z] = [1, 1, outputScale].map((scale, index) =>
          makeTensor({
            name: `tensor${index}`,
            type,
            shape: [1, 4],
            quantization: {
              min: [],
              max: [],
              scale: [scale],
              zeroPoint: [0n],
              quantizedDimension: 0,
            },
          }),
        );
        const version = type === 'INT16' ? 5 : 2;
        const operator = makeOperator({ code, version, inputs: [x!, y!], outputs: [z!], options });
        const main = makeSubgraph({ inputs: [x!, y!], outputs: [z!], operators: [operator] });
        const file = writeModel(makeModel({ subgraphs: [main] }));
        await (await runtime.load(file, { delegate: 'cpu' })).close();
      };
      await expect(loaded(least)).rejects.toMatchObject({ code: 'MODEL_UNSUPPORTED' });
      await expect(loaded(least * 1.01)).resolves.toBeUndefined();
    },
  );
});
