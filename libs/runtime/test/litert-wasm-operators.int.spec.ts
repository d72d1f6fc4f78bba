import type { Interpreter } from '@flotilla/evaluation';
import {
  bytesOf,
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  optionsOf,
  type Tensor,
  type TensorType,
  writeModel,
} from '@flotilla/tflite';
import { createTfliteRuntime } from '../src/create-tflite-runtime';
import { createLitertWasmRuntime } from '../src/litert-wasm/create-litert-wasm-runtime';
import { matrixModel } from './matrix-model';
import type { MatrixCase } from './matrix-numbers';

const litert = createLitertWasmRuntime();
const native = createTfliteRuntime();

async function run(loading: Promise<Interpreter>, inputs: Uint8Array[]): Promise<Uint8Array[]> {
  const interpreter = await loading;
  try {
    return await interpreter.invoke(inputs);
  } finally {
    await interpreter.close();
  }
}

/** Where native TensorFlow Lite 2.9 differs. */
type Native = 'right' | 'lacks the version' | 'silently wrong';

const matrices: readonly (readonly [
  MatrixCase['operator'],
  number,
  MatrixCase['activations'],
  MatrixCase['weights'],
  MatrixCase['granularity'],
  Native,
])[] = [
  ['CONV_2D', 3, 'INT8', 'INT8', 'channel', 'right'],
  ['CONV_2D', 5, 'FLOAT32', 'INT8', 'channel', 'right'],
  ['CONV_2D', 4, 'INT16', 'INT8', 'channel', 'right'],
  ['CONV_2D', 7, 'INT8', 'INT4', 'channel', 'lacks the version'],
  ['CONV_2D', 7, 'FLOAT32', 'INT4', 'channel', 'lacks the version'],
  ['CONV_2D', 8, 'INT16', 'INT4', 'channel', 'lacks the version'],
  ['FULLY_CONNECTED', 4, 'INT8', 'INT8', 'tensor', 'right'],
  ['FULLY_CONNECTED', 4, 'INT8', 'INT8', 'channel', 'silently wrong'],
  ['FULLY_CONNECTED', 9, 'FLOAT32', 'INT8', 'tensor', 'right'],
  ['FULLY_CONNECTED', 9, 'FLOAT32', 'INT8', 'channel', 'silently wrong'],
  ['FULLY_CONNECTED', 12, 'FLOAT32', 'INT8', 'channel', 'lacks the version'],
  ['FULLY_CONNECTED', 7, 'INT16', 'INT8', 'tensor', 'right'],
  ['FULLY_CONNECTED', 7, 'INT16', 'INT8', 'channel', 'silently wrong'],
  ['FULLY_CONNECTED', 10, 'INT8', 'INT4', 'channel', 'lacks the version'],
  ['FULLY_CONNECTED', 10, 'FLOAT32', 'INT4', 'channel', 'lacks the version'],
  ['FULLY_CONNECTED', 10, 'FLOAT32', 'INT4', 'block', 'lacks the version'],
  ['FULLY_CONNECTED', 11, 'INT16', 'INT4', 'channel', 'lacks the version'],
];

describe.each(matrices)(
  '%s version %d, %s activations, %s weights, a scale for each %s',
  (operator, version, activations, weights, granularity, inNative) => {
    const model = matrixModel({ operator, version, activations, weights, granularity });

    it('is right in LiteRT', async () => {
      const [output] = await run(litert.load(model.file, { delegate: 'xnnpack' }), [model.input]);
      expect(model.errorOf(output!)).toBeLessThanOrEqual(1);
    });

    it.each(['cpu', 'xnnpack'] as const)(
      `${inNative} in TensorFlow Lite 2.9 (%s)`,
      async (delegate) => {
        const running = run(native.load(model.file, { delegate }), [model.input]);
        if (inNative === 'lacks the version') {
          await expect(running).rejects.toMatchObject({ code: 'MODEL_UNSUPPORTED' });
          return;
        }
        const [output] = await running;
        if (inNative === 'right') expect(model.errorOf(output!)).toBeLessThanOrEqual(1);
        else expect(model.errorOf(output!)).toBeGreaterThan(10);
      },
    );
  },
);

describe('FULLY_CONNECTED with block-wise weights and int8 activations', () => {
  it('is refused by LiteRT', async () => {
    const { file } = matrixModel({
      operator: 'FULLY_CONNECTED',
      version: 10,
      activations: 'INT8',
      weights: 'INT4',
      granularity: 'block',
    });
    await expect(litert.load(file, { delegate: 'xnnpack' })).rejects.toMatchObject({
      code: 'MODEL_UNSUPPORTED',
    });
  });
});

describe('DEQUANTIZE of a constant', () => {
  it.each<[TensorType, Uint8Array, number[], number[]]>([
    ['INT4', Uint8Array.of(0x21, 0xf7), [0.5], [0.5, 1, 3.5, -0.5]],
    ['INT4', Uint8Array.of(0x21, 0xf7), [0.5, 2], [0.5, 1, 14, -2]],
    ['INT2', Uint8Array.of(0b11_10_01_00), [0.5], [0, 0.5, -1, -0.5]],
    ['INT8', bytesOf(Int8Array.of(1, 2, 7, -1)), [0.5, 2], [0.5, 1, 14, -2]],
  ])('expands %s %j of scales %j', async (type, data, scale, expected) => {
    const zeroPoint = scale.map(() => 0n);
    const quantization = { min: [], max: [], scale, zeroPoint, quantizedDimension: 0 };
    const shape = [2, 2];
    const weights = makeTensor({ name: 'w', type, shape, buffer: { data }, quantization });
    const [reals, x, y] = ['reals', 'x', 'y'].map((name) =>
      makeTensor({ name, type: 'FLOAT32', shape }),
    ) as [Tensor, Tensor, Tensor];
    const operators = [
      makeOperator({ code: 'DEQUANTIZE', version: 6, inputs: [weights], outputs: [reals] }),
      makeOperator({
        code: 'ADD',
        inputs: [x, reals],
        outputs: [y],
        options: optionsOf('AddOptions'),
      }),
    ];
    const main = makeSubgraph({ inputs: [x], outputs: [y], operators });
    const file = writeModel(makeModel({ subgraphs: [main] }));
    const [output] = await run(litert.load(file, { delegate: 'xnnpack' }), [new Uint8Array(16)]);
    expect([...new Float32Array(Uint8Array.from(output!).buffer)]).toEqual(expected);
  });
});

describe("MediaPipe's operator Convolution2DTransposeBias", () => {
  const values = (count: number): Float32Array =>
    Float32Array.from({ length: count }, (_, at) => Math.sin(at * at));

  /** 2 channels of twice the size out of 3; as the custom operator, or as the builtin one that has the same inputs. */
  function enlargement(isCustom: boolean): Uint8Array {
    const constant = (name: string, shape: number[], data: Uint8Array): Tensor =>
      makeTensor({ name, type: 'FLOAT32', shape, buffer: { data } });
    const x = makeTensor({ name: 'x', type: 'FLOAT32', shape: [1, 4, 5, 3] });
    const y = makeTensor({ name: 'y', type: 'FLOAT32', shape: [1, 8, 10, 2] });
    const weights = constant('weights', [2, 2, 2, 3], bytesOf(values(24)));
    const bias = constant('bias', [2], bytesOf(Float32Array.of(10, -10)));
    const shape = makeTensor({
      name: 'shape',
      type: 'INT32',
      shape: [4],
      buffer: { data: bytesOf(Int32Array.from(y.shape)) },
    });
    const operator = isCustom
      ? makeOperator({
          code: 'CUSTOM',
          customCode: 'Convolution2DTransposeBias',
          inputs: [x, weights, bias],
          outputs: [y],
          // A struct of padding (1: same), stride along x and along y.
          customOptions: bytesOf(Int32Array.of(1, 2, 2)),
        })
      : makeOperator({
          code: 'TRANSPOSE_CONV',
          version: 3,
          inputs: [shape, weights, x, bias],
          outputs: [y],
          options: optionsOf('TransposeConvOptions', { padding: 'SAME', strideW: 2, strideH: 2 }),
        });
    const main = makeSubgraph({ inputs: [x], outputs: [y], operators: [operator] });
    return writeModel(makeModel({ subgraphs: [main] }));
  }

  it('is a TRANSPOSE_CONV with a bias', async () => {
    const input = bytesOf(values(60));
    const reals = ([bytes]: Uint8Array[]): number[] => [
      ...new Float32Array(Uint8Array.from(bytes!).buffer),
    ];
    const custom = litert.load(enlargement(true), { delegate: 'xnnpack' });
    const builtin = native.load(enlargement(false), { delegate: 'cpu' });
    const [actual, expected] = [
      reals(await run(custom, [input])),
      reals(await run(builtin, [input])),
    ];
    expect(actual).toHaveLength(160);
    actual.forEach((real, at) => {
      expect(real).toBeCloseTo(expected[at]!, 4);
    });
  });
});
