import { strToU8 } from 'fflate';
import { fixture } from '../test/fixture';
import { chainModel, ramp } from '../test/layers-model';
import { convert } from './convert';

const source = chainModel(
  [null, 4, 4, 2],
  [
    [
      'Conv2D',
      { name: 'conv', filters: 3, kernel_size: [1, 1] },
      { kernel: ramp(1, 1, 2, 3), bias: ramp(3) },
    ],
    [
      'BatchNormalization',
      { name: 'norm', axis: -1, epsilon: 0.001, scale: false, center: false },
      { moving_mean: ramp(3), moving_variance: ramp(3) },
    ],
    ['ReLU', { name: 'clamp', max_value: 6 }],
    ['Dropout', { name: 'dropout', rate: 0.5 }],
  ],
);

describe('convert()', () => {
  it('fuses a chain into one operator between tensors that are named after layers', async () => {
    const { model } = await convert({ bytes: source.modelJson, readShard: source.readShard });
    const [subgraph] = model.subgraphs;
    expect(subgraph?.operators).toMatchObject([
      {
        code: 'CONV_2D',
        version: 1,
        options: { fusedActivationFunction: 'RELU6', padding: 'VALID' },
      },
    ]);
    expect(subgraph?.tensors.map(({ name }) => name)).toEqual([
      'image',
      'conv/kernel',
      'conv/bias',
      'clamp',
    ]);
  });

  it('leaves the batch open and names the signature by layer', async () => {
    const { model } = await convert({ bytes: source.modelJson, readShard: source.readShard });
    expect(model.subgraphs[0]?.inputs).toMatchObject([
      { name: 'image', shape: [1, 4, 4, 2], shapeSignature: [-1, 4, 4, 2] },
    ]);
    expect(model.signatures).toMatchObject([
      {
        key: 'serving_default',
        inputs: [{ name: 'image', tensor: { name: 'image' } }],
        outputs: [{ name: 'dropout', tensor: { name: 'clamp' } }],
      },
    ]);
  });

  it('keeps a batch that the model fixes', async () => {
    const fixed = chainModel([3, 2], [['ReLU', { name: 'positive' }]]);
    const { model } = await convert({ bytes: fixed.modelJson, readShard: fixed.readShard });
    const [input] = model.subgraphs[0]?.inputs ?? [];
    expect(input?.shape).toEqual([3, 2]);
    expect(input).not.toHaveProperty('shapeSignature');
  });

  it('reports layers, operators, rewrites and parameters', async () => {
    const { report } = await convert({ bytes: source.modelJson, readShard: source.readShard });
    expect(report).toEqual({
      layers: [
        { name: 'image', className: 'InputLayer' },
        { name: 'conv', className: 'Conv2D' },
        { name: 'norm', className: 'BatchNormalization' },
        { name: 'clamp', className: 'ReLU' },
        { name: 'dropout', className: 'Dropout' },
      ],
      operators: { CONV_2D: 1 },
      rewrites: [
        { rewrite: 'fold-multiply', tensor: 'norm/scaled' },
        { rewrite: 'fold-add', tensor: 'norm' },
        { rewrite: 'fuse-activation', tensor: 'clamp' },
      ],
      parameterCount: 15,
    });
  });

  it('converts a Keras file with every kind of layer', async () => {
    const { model, report } = await convert({ bytes: fixture('every-layer.keras') });
    expect(model.signatures[0]?.outputs.map(({ name }) => name)).toEqual(['scores', 'mean']);
    expect(report.parameterCount).toBe(1224);
    expect(report.operators).toMatchObject({
      CONV_2D: 4,
      DEPTHWISE_CONV_2D: 1,
      FULLY_CONNECTED: 3,
    });
  });

  it('refuses a .tflite file, and a model.json without its folder', async () => {
    await expect(convert({ bytes: strToU8('\u001c\u0000\u0000\u0000TFL3') })).rejects.toMatchObject(
      {
        code: 'UNKNOWN_FORMAT',
      },
    );
    await expect(convert({ bytes: source.modelJson })).rejects.toMatchObject({
      code: 'MISSING_WEIGHTS',
    });
  });
});
