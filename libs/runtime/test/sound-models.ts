import { makeModel, makeOperator, makeSubgraph, optionsOf, writeModel } from '@flotilla/tflite';
import type { CrashingModel } from './crashing-models';
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
} from './operator-models';

const broadcast = (first: number[], second: number[]) => () =>
  file({
    code: 'ADD',
    inputs: [floats('a', first), floats('b', second)],
    outputs: [floats('y', first)],
    options: optionsOf('AddOptions'),
  });

export const TRANSPOSED = 'a transposed convolution of the batch that it states';

/** Models that lie close to the crashing ones, and run. */
export const SOUND_MODELS: readonly CrashingModel[] = [
  {
    name: 'a comparison in steps below 1',
    delegate: 'cpu',
    file: () =>
      file({ code: 'LESS', version: 2, inputs: pair('INT8', 0.999), outputs: [bool([4])] }),
  },
  {
    name: 'a sum that is finer, and not too fine',
    delegate: 'cpu',
    file: () => sum('INT8', 1, 2 ** -18),
  },
  {
    name: 'a sum in large steps',
    delegate: 'cpu',
    file: () => sum('INT8', 1, 2 ** 107),
  },
  {
    name: 'a scalar added over five dimensions',
    delegate: 'cpu',
    file: broadcast([2, 2, 2, 2, 2], []),
  },
  {
    name: 'a row and a column added over six dimensions',
    delegate: 'cpu',
    file: broadcast([2, 2, 2, 2, 2, 2], [2, 2, 1, 1, 1, 2]),
  },
  {
    name: 'a sum that XNNPACK broadcasts over five dimensions',
    delegate: 'xnnpack',
    file: broadcast([2, 2, 2, 2, 2], [1, 2, 1, 2, 1]),
  },
  {
    name: 'a product without a bias',
    delegate: 'cpu',
    file: () =>
      file({
        code: 'FULLY_CONNECTED',
        inputs: [floats('x', [1, 8]), constantFloats('weights', [4, 8]), null],
        outputs: [floats('y', [1, 4])],
        options: optionsOf('FullyConnectedOptions'),
      }),
  },
  {
    name: '8-bit probabilities in 16 bits',
    delegate: 'cpu',
    file: () =>
      file({
        code: 'SOFTMAX',
        version: 2,
        inputs: [tensor('x', 'INT8', [1, 8], 0.1)],
        outputs: [
          {
            ...tensor('y', 'INT16', [1, 8]),
            quantization: {
              min: [],
              max: [],
              scale: [1 / 65_536],
              zeroPoint: [-32_768n],
              quantizedDimension: 0,
            },
          },
        ],
        options: optionsOf('SoftmaxOptions', { beta: 1 }),
      }),
  },
  { name: TRANSPOSED, delegate: 'xnnpack', file: () => enlarged([1, 16, 16, 8], 1) },
];

/** A PAD whose paddings have the wrong type. */
export const floatPaddings = (): Uint8Array =>
  file({
    code: 'PAD',
    inputs: [floats('x', [1, 8]), constantFloats('paddings', [2, 2])],
    outputs: [floats('y', [1, 8])],
    options: optionsOf('PadOptions'),
  });

/** A reduction whose axes are an input and a constant. */
export function constantInput(): Uint8Array {
  const [x, axes, y] = [floats('x', [2, 4]), integers('axes', [1]), floats('y', [2])];
  const operators = [
    makeOperator({
      code: 'SUM',
      inputs: [x, axes],
      outputs: [y],
      options: optionsOf('ReducerOptions'),
    }),
  ];
  const main = makeSubgraph({ inputs: [x, axes], outputs: [y], operators });
  return writeModel(makeModel({ subgraphs: [main] }));
}
