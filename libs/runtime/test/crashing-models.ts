import {
  bytesOf,
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  type Operator,
  optionsOf,
  type Tensor,
  type TensorType,
  writeModel,
} from '@flotilla/tflite';

/** A tensor of a type and shape, with a scale where it is quantized. */
const tensor = (name: string, type: TensorType, shape: number[], scale?: number): Tensor =>
  makeTensor({
    name,
    type,
    shape,
    ...(scale !== undefined && {
      quantization: {
        min: [],
        max: [],
        scale: [scale],
        zeroPoint: [0n],
        quantizedDimension: 0,
      },
    }),
  });

const integers = (name: string, values: readonly number[], shape = [values.length]): Tensor =>
  makeTensor({ name, type: 'INT32', shape, buffer: { data: bytesOf(Int32Array.from(values)) } });

const floats = (name: string, shape: number[]): Tensor => tensor(name, 'FLOAT32', shape);

const constantFloats = (name: string, shape: number[]): Tensor => {
  const count = shape.reduce((product, size) => product * size, 1);
  return { ...floats(name, shape), buffer: { data: bytesOf(new Float32Array(count)) } };
};

function file(operator: Partial<Operator> & Pick<Operator, 'code' | 'inputs' | 'outputs'>) {
  const inputs = operator.inputs.filter(
    (input): input is Tensor => input?.buffer === undefined && input !== null,
  );
  const operators = [makeOperator(operator)];
  const main = makeSubgraph({ inputs, outputs: operator.outputs, operators });
  return writeModel(makeModel({ subgraphs: [main] }));
}

const bool = (shape: number[]): Tensor => tensor('y', 'BOOL', shape);

function pair(type: TensorType, scale: number): [Tensor, Tensor] {
  return [tensor('a', type, [4], scale), tensor('b', type, [4], scale / 2)];
}

const sum = (type: TensorType, inputScale: number, outputScale: number) =>
  file({
    code: 'ADD',
    version: 2,
    inputs: pair(type, inputScale),
    outputs: [tensor('y', type, [4], outputScale)],
    options: optionsOf('AddOptions'),
  });

const enlarged = (shape: number[], batch: number) =>
  file({
    code: 'TRANSPOSE_CONV',
    version: 3,
    inputs: [
      integers('shape', shape),
      constantFloats('weights', [8, 2, 2, 8]),
      floats('x', [batch, 8, 8, 8]),
      constantFloats('bias', [8]),
    ],
    outputs: [floats('y', shape)],
    options: optionsOf('TransposeConvOptions', { padding: 'VALID', strideW: 2, strideH: 2 }),
  });

/** Models that TensorFlow Lite 2.9 loads, and whose kernels end its process where nothing else refuses them. */
const CRASHING_KERNELS: Readonly<Record<string, () => Uint8Array>> = {
  'a comparison of 8-bit inputs in steps of 1 and more': () =>
    file({ code: 'LESS', version: 2, inputs: pair('INT8', 2.4), outputs: [bool([4])] }),
  'a comparison of 8-bit inputs without a scale': () =>
    file({
      code: 'EQUAL',
      version: 2,
      inputs: [tensor('a', 'INT8', [4]), tensor('b', 'INT8', [4])],
      outputs: [bool([4])],
    }),
  'a sum whose output is far finer than its inputs': () => sum('INT8', 1, 1e-7),
  'a sum in so large steps that they overflow': () => sum('INT8', 1, 2 ** 108),
  'a 16-bit sum in so large steps that they overflow': () => sum('INT16', 1, 1.5 * 2 ** 113),
  'a squared difference in so large steps that they overflow': () =>
    file({
      code: 'SQUARED_DIFFERENCE',
      version: 2,
      inputs: pair('INT8', 1e20),
      outputs: [tensor('y', 'INT8', [4], 2 ** 114)],
      options: optionsOf('SquaredDifferenceOptions'),
    }),
  'a sum that broadcasts over five dimensions': () =>
    file({
      code: 'ADD',
      inputs: [floats('a', [2, 2, 2, 2, 2]), floats('b', [1, 2, 1, 2, 1])],
      outputs: [floats('y', [2, 2, 2, 2, 2])],
      options: optionsOf('AddOptions'),
    }),
  'a maximum that broadcasts over six dimensions': () =>
    file({
      code: 'MAXIMUM',
      inputs: [floats('a', [2, 2, 2, 2, 2, 2]), floats('b', [1])],
      outputs: [floats('y', [2, 2, 2, 2, 2, 2])],
    }),
  'a reduction without its input': () =>
    file({
      code: 'REDUCE_MIN',
      inputs: [null, integers('axes', [1])],
      outputs: [floats('y', [1])],
      options: optionsOf('ReducerOptions'),
    }),
  'values scattered outside of the output': () =>
    file({
      code: 'SCATTER_ND',
      inputs: [
        integers('indexes', [2 ** 28], [1, 1]),
        floats('x', [1, 8]),
        integers('shape', [10, 8]),
      ],
      outputs: [floats('y', [10, 8])],
      options: optionsOf('ScatterNdOptions'),
    }),
  'values gathered from outside of the input': () =>
    file({
      code: 'GATHER_ND',
      inputs: [floats('x', [10, 8]), integers('indexes', [2 ** 28], [1, 1])],
      outputs: [floats('y', [1, 8])],
      options: optionsOf('GatherNdOptions'),
    }),
  'probabilities that are to be integers': () =>
    file({
      code: 'SOFTMAX',
      inputs: [floats('x', [1, 2 ** 16])],
      outputs: [tensor('y', 'INT8', [1, 2 ** 16])],
      options: optionsOf('SoftmaxOptions', { beta: 1 }),
    }),
  'a shape that makes booleans of floats': () =>
    file({
      code: 'RESHAPE',
      inputs: [floats('x', [2 ** 16]), integers('shape', [1, 2 ** 16])],
      outputs: [bool([1, 2 ** 16])],
      options: optionsOf('ReshapeOptions'),
    }),
};

/** Models that end it in XNNPACK. */
const CRASHING_XNNPACK: Readonly<Record<string, () => Uint8Array>> = {
  'a transposed convolution with strides of 0': () =>
    file({
      code: 'TRANSPOSE_CONV',
      version: 3,
      inputs: [
        integers('shape', [1, 16, 16, 8]),
        constantFloats('weights', [8, 2, 2, 8]),
        floats('x', [1, 8, 8, 8]),
        constantFloats('bias', [8]),
      ],
      outputs: [floats('y', [1, 16, 16, 8])],
      options: optionsOf('TransposeConvOptions', { padding: 'VALID', strideW: 0, strideH: 2 }),
    }),
  'a transposed convolution of a batch into a smaller one': () => enlarged([1, 16, 16, 8], 200),
  'a pooling window that is larger than its input': () =>
    file({
      code: 'MAX_POOL_2D',
      inputs: [floats('x', [7, 1, 7, 3])],
      outputs: [floats('y', [7, 0, 3, 3])],
      options: optionsOf('Pool2DOptions', {
        padding: 'VALID',
        strideW: 2,
        strideH: 2,
        filterWidth: 3,
        filterHeight: 3,
      }),
    }),
};

export interface CrashingModel {
  readonly name: string;
  readonly delegate: 'cpu' | 'xnnpack';
  readonly file: () => Uint8Array;
}

export const CRASHING_MODELS: readonly CrashingModel[] = [
  ...Object.entries(CRASHING_KERNELS).map(([name, file]): CrashingModel => ({
    name,
    delegate: 'cpu',
    file,
  })),
  ...Object.entries(CRASHING_XNNPACK).map(([name, file]): CrashingModel => ({
    name,
    delegate: 'xnnpack',
    file,
  })),
];
