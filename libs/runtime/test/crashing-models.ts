import { optionsOf } from '@flotilla/tflite';
import {
  bool,
  constantFloats,
  enlarged,
  file,
  floats,
  integers,
  pair,
  sum,
  tensor,
  unread,
} from './operator-models';

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
  'an image without a column that is enlarged': () =>
    file({
      code: 'RESIZE_BILINEAR',
      inputs: [floats('x', [1, 8, 0, 8]), integers('size', [1024, 1024])],
      outputs: [floats('y', [1, 1024, 1024, 8])],
      options: optionsOf('ResizeBilinearOptions'),
    }),
  'no rows transposed': () =>
    file({
      code: 'TRANSPOSE',
      inputs: [floats('x', [0, 4, 6, 8]), integers('order', [0, 3, 1, 2])],
      outputs: [floats('y', [0, 8, 4, 6])],
      options: optionsOf('TransposeOptions'),
    }),
  'rows of a float table that are to be integers': () =>
    file({
      code: 'EMBEDDING_LOOKUP',
      inputs: [tensor('ids', 'INT32', [2 ** 13]), constantFloats('table', [100, 16])],
      outputs: [tensor('y', 'INT8', [2 ** 13, 16])],
    }),
  'a normalization over more neighbours than can be counted': () =>
    file({
      code: 'LOCAL_RESPONSE_NORMALIZATION',
      inputs: [floats('x', [1, 8, 8, 8])],
      outputs: [floats('y', [1, 8, 8, 8])],
      options: optionsOf('LocalResponseNormalizationOptions', {
        radius: 2 ** 30,
        bias: 1,
        alpha: 0.125,
        beta: 0.5,
      }),
    }),
  'steps of a slice that overflow in elements': () =>
    file({
      code: 'STRIDED_SLICE',
      inputs: [
        floats('x', [1, 8, 8, 8]),
        integers('begin', [0, 1, 0, 0]),
        integers('end', [1, 8, 8, 8]),
        integers('strides', [1, 2, 1_936_617_315, 1]),
      ],
      outputs: [floats('y', [1, 4, 1, 8])],
      options: optionsOf('StridedSliceOptions'),
    }),
  'the largest of nothing': () =>
    file({
      code: 'ARG_MAX',
      inputs: [floats('x', [2 ** 10, 2 ** 10, 0]), integers('axis', [-1], [])],
      outputs: [tensor('y', 'INT32', [2 ** 10, 2 ** 10])],
      options: optionsOf('ArgMaxOptions', { outputType: 'INT32' }),
    }),
  'products that are to be integers': () =>
    file({
      code: 'BATCH_MATMUL',
      inputs: [floats('x', [1, 512, 32]), floats('z', [1, 32, 512])],
      outputs: [tensor('y', 'UINT8', [1, 512, 512])],
      options: optionsOf('BatchMatMulOptions'),
    }),
  'the logarithms of no probabilities': () =>
    file({
      code: 'LOG_SOFTMAX',
      inputs: [floats('x', [2 ** 24, 0])],
      outputs: [floats('y', [2 ** 24, 0])],
    }),
  'rows taken from outside of the input': () =>
    file({
      code: 'GATHER',
      inputs: [floats('x', [10, 8]), integers('indexes', [2 ** 28])],
      outputs: [floats('y', [1, 8])],
      options: optionsOf('GatherOptions'),
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
  'a result that nobody reads': unread,
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
