import {
  constantData,
  floatData,
  type Operator,
  type Subgraph,
  type Tensor,
} from '@flotilla/tflite';
import { chainModel, ramp, type TestLayer } from '../../test/layers-model';
import { readTfjsLayers } from '../readers/tfjs-layers/read-tfjs-layers';
import { lowerGraph } from './lower-graph';

async function lower(inputShape: (number | null)[], ...layers: TestLayer[]): Promise<Subgraph> {
  return lowerGraph(await readTfjsLayers(chainModel(inputShape, layers))).subgraph;
}

function inputOf(operator: Operator | undefined, index: number): Tensor {
  const tensor = operator?.inputs[index];
  if (!tensor) throw new Error(`no input ${index}`);
  return tensor;
}

describe('lowerGraph()', () => {
  it('turns the kernel of a convolution to output-major and gives it a bias', async () => {
    const kernel = ramp(1, 2, 2, 3);
    const { operators } = await lower(
      [null, 4, 4, 2],
      [
        'Conv2D',
        { name: 'conv', filters: 3, kernel_size: [1, 2], strides: [2, 1], use_bias: false },
        { kernel },
      ],
    );
    expect(operators).toMatchObject([
      {
        code: 'CONV_2D',
        options: { padding: 'VALID', strideH: 2, strideW: 1, fusedActivationFunction: 'NONE' },
      },
    ]);
    const weights = inputOf(operators[0], 1);
    expect(weights.shape).toEqual([3, 1, 2, 2]);
    const everyThird = kernel.values.filter((_, index) => index % 3 === 1);
    expect([...floatData(weights)].slice(4, 8)).toEqual(everyThird);
    expect([...floatData(inputOf(operators[0], 2))]).toEqual([0, 0, 0]);
  });

  it.each([
    [1, 1],
    [2, 2],
  ])('gives a depthwise convolution of dilation %d version %d', async (dilation, version) => {
    const { operators } = await lower(
      [null, 8, 8, 2],
      [
        'DepthwiseConv2D',
        { name: 'spread', kernel_size: 3, depth_multiplier: 2, dilation_rate: dilation },
        { depthwise_kernel: ramp(3, 3, 2, 2), bias: ramp(4) },
      ],
    );
    expect(operators).toMatchObject([
      {
        code: 'DEPTHWISE_CONV_2D',
        version,
        options: { depthMultiplier: 2, dilationHFactor: dilation },
      },
    ]);
    expect(inputOf(operators[0], 1).shape).toEqual([1, 3, 3, 4]);
    expect([...floatData(inputOf(operators[0], 1))]).toEqual(ramp(3, 3, 2, 2).values);
  });

  it.each<[(number | null)[], number, boolean]>([
    [[null, 2], 1, false],
    [[null, 5, 2], 5, true],
  ])('gives a dense layer on %j version %d', async (shape, version, keepNumDims) => {
    const { operators } = await lower(shape, [
      'Dense',
      { name: 'dense', units: 3 },
      { kernel: ramp(2, 3), bias: ramp(3) },
    ]);
    expect(operators).toMatchObject([
      { code: 'FULLY_CONNECTED', version, options: { keepNumDims } },
    ]);
    expect(inputOf(operators[0], 1).shape).toEqual([3, 2]);
    expect([...floatData(inputOf(operators[0], 1))]).toEqual(
      [1, 4, 2, 5, 3, 6].map((value) => value / 8),
    );
  });

  it('turns a batch normalization into scale and offset', async () => {
    const weight = (...values: number[]): { shape: number[]; values: number[] } => ({
      shape: [2],
      values,
    });
    const { operators } = await lower(
      [null, 2],
      [
        'BatchNormalization',
        { name: 'norm', epsilon: 1 },
        {
          gamma: weight(4, 6),
          beta: weight(10, 20),
          moving_mean: weight(1, 2),
          moving_variance: weight(3, 8),
        },
      ],
    );
    expect(operators.map(({ code }) => code)).toEqual(['MUL', 'ADD']);
    expect([...floatData(inputOf(operators[0], 1))]).toEqual([2, 2]);
    expect([...floatData(inputOf(operators[1], 1))]).toEqual([8, 16]);
  });

  it('refuses a variance that has no root', async () => {
    const weights = {
      moving_mean: ramp(2),
      moving_variance: { shape: [2], values: [1, -1] },
    };
    const config = { name: 'norm', epsilon: 1e-3, scale: false, center: false };
    await expect(lower([null, 2], ['BatchNormalization', config, weights])).rejects.toMatchObject({
      code: 'NON_FINITE_WEIGHTS',
    });
  });

  it('keeps an open batch open in reshapes, by a constant', async () => {
    const { operators } = await lower([null, 2, 3], ['Flatten', { name: 'flat' }]);
    expect([...constantData(inputOf(operators[0], 1), 'INT32')]).toEqual([-1, 6]);
    expect(operators[0]?.outputs).toMatchObject([{ shape: [1, 6], shapeSignature: [-1, 6] }]);
  });

  it('gives every tensor a name of its own', async () => {
    const { tensors } = await lower(
      [null, 2],
      [
        'Dense',
        { name: 'a', units: 2, activation: 'softmax' },
        { kernel: ramp(2, 2), bias: ramp(2) },
      ],
      ['ReLU', { name: 'a/linear' }],
    );
    const names = tensors.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
