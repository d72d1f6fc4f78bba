import { codeThrownBy } from '@flotilla/foundation/testing';
import type { LayerKind } from '../graph';
import type { Shape } from '../shape';
import { LayerConfig } from './layer-config';
import { ShapeFault } from './layer-definition';
import { kindOfClass, layerDefinitions, supportedLayerClasses } from './registry';
import { UnsupportedOption } from './unsupported-option';

interface Inferred<K extends LayerKind> {
  readonly kind: K;
  readonly shape: Shape;
  readonly weights: Readonly<Record<string, readonly number[]>>;
}

function infer(
  className: string,
  config: Record<string, unknown>,
  ...inputs: Shape[]
): Inferred<LayerKind> {
  const kind = kindOfClass(className);
  if (kind === undefined) throw new Error(`${className} is not supported`);
  return inferKind(kind, className, config, inputs);
}

function inferKind<K extends LayerKind>(
  kind: K,
  className: string,
  config: Record<string, unknown>,
  inputs: readonly Shape[],
): Inferred<K> {
  const definition = layerDefinitions[kind];
  const attributes = definition.classes[className]?.(new LayerConfig('layer', config));
  if (attributes === undefined) throw new Error(`${className} is not read`);
  const weights = definition.weights?.(attributes, inputs) ?? [];
  return {
    kind,
    shape: definition.outputShape(attributes, inputs),
    weights: Object.fromEntries(weights.map(({ role, shape }) => [role, shape])),
  };
}

const image: Shape = [null, 6, 8, 3];

describe('layer definitions', () => {
  // Shapes as Keras infers them.
  it.each<[string, Record<string, unknown>, Shape, Shape]>([
    ['Conv2D', { filters: 5, kernel_size: [3, 3] }, image, [null, 4, 6, 5]],
    [
      'DepthwiseConv2D',
      { kernel_size: 3, depth_multiplier: 2, padding: 'same' },
      image,
      [null, 6, 8, 6],
    ],
    ['BatchNormalization', { axis: [3] }, image, image],
    ['MaxPooling2D', {}, image, [null, 3, 4, 3]],
    ['AveragePooling2D', { pool_size: 4, strides: 1, padding: 'same' }, image, image],
    ['ZeroPadding2D', { padding: [1, 2] }, image, [null, 8, 12, 3]],
    [
      'ZeroPadding2D',
      {
        padding: [
          [1, 0],
          [0, 2],
        ],
      },
      image,
      [null, 7, 10, 3],
    ],
    ['ZeroPadding2D', { padding: 1 }, image, [null, 8, 10, 3]],
    ['GlobalAveragePooling2D', {}, image, [null, 3]],
    ['GlobalAveragePooling2D', { keepdims: true }, [2, 6, 8, 3], [2, 1, 1, 3]],
    ['Flatten', {}, image, [null, 144]],
    ['Reshape', { target_shape: [-1, 16] }, image, [null, 9, 16]],
    ['Dense', { units: 7 }, image, [null, 6, 8, 7]],
    ['Dropout', { rate: 0.5 }, image, image],
    ['Softmax', { axis: -1 }, [null, 3], [null, 3]],
  ])('%s %j', (className, config, input, expected) => {
    expect(infer(className, config, input).shape).toEqual(expected);
  });

  it('joins and adds several inputs', () => {
    expect(infer('Concatenate', { axis: -1 }, image, [null, 6, 8, 2]).shape).toEqual([
      null,
      6,
      8,
      5,
    ]);
    expect(infer('Concatenate', { axis: 1 }, image, image).shape).toEqual([null, 12, 8, 3]);
    expect(infer('Add', {}, image, image, image).shape).toEqual(image);
  });

  it('expects the weights that Keras stores, in its order', () => {
    expect(
      Object.entries(infer('Conv2D', { filters: 5, kernel_size: [3, 2] }, image).weights),
    ).toEqual([
      ['kernel', [3, 2, 3, 5]],
      ['bias', [5]],
    ]);
    expect(infer('Dense', { units: 7, use_bias: false }, image).weights).toEqual({
      kernel: [3, 7],
    });
    expect(
      infer('DepthwiseConv2D', { kernel_size: 3, depth_multiplier: 2 }, image).weights,
    ).toEqual({
      kernel: [3, 3, 3, 2],
      bias: [6],
    });
    expect(Object.keys(infer('BatchNormalization', {}, image).weights)).toEqual([
      'gamma',
      'beta',
      'moving_mean',
      'moving_variance',
    ]);
    expect(
      Object.keys(infer('BatchNormalization', { scale: false, center: false }, image).weights),
    ).toEqual(['moving_mean', 'moving_variance']);
  });

  it.each<[string, Record<string, unknown>, Shape[]]>([
    ['Conv2D', { filters: 5, kernel_size: 3 }, [[null, 3]]],
    ['Conv2D', { filters: 5, kernel_size: 9 }, [image]],
    ['BatchNormalization', { axis: 1 }, [image]],
    ['Reshape', { target_shape: [5, -1] }, [image]],
    ['Dense', { units: 1 }, [[null]]],
    ['Add', {}, [image]],
    ['Add', {}, [image, [null, 3]]],
    ['Concatenate', {}, [image, [null, 6, 7, 3]]],
    ['Concatenate', {}, [image, [null, 3]]],
    ['Concatenate', { axis: 0 }, [image, image]],
    ['Concatenate', { axis: 4 }, [image, image]],
  ])('refuses %s %j of %j', (className, config, inputs) => {
    expect(() => infer(className, config, ...inputs)).toThrow(ShapeFault);
  });

  it.each<[string, Record<string, unknown>]>([
    ['Conv2D', { filters: 4, kernel_size: 3, groups: 2 }],
    ['Conv2D', { filters: 4, kernel_size: 3, data_format: 'channels_first' }],
    ['Dense', { units: 1, activation: 'gelu' }],
    ['ReLU', { max_value: 1 }],
    ['ReLU', { negative_slope: 0.1 }],
    ['ReLU', { threshold: 1 }],
    ['Softmax', { axis: 1 }],
    ['InputLayer', { batch_shape: [null, null, 3] }],
    ['InputLayer', { batch_shape: [null, 3], ragged: true }],
  ])('names %s %j as unsupported', (className, config) => {
    expect(() => infer(className, config, image)).toThrow(UnsupportedOption);
  });

  it.each<[string, Record<string, unknown>]>([
    ['BatchNormalization', { axis: [1, 2] }],
    ['Concatenate', { axis: 0.5 }],
    ['InputLayer', { batch_shape: ['?', 3] }],
    ['InputLayer', {}],
    ['Reshape', { target_shape: [-1, -1] }],
    ['Reshape', { target_shape: [0] }],
    ['ZeroPadding2D', { padding: [-1, 0] }],
  ])('calls %s %j malformed', (className, config) => {
    expect(codeThrownBy(() => infer(className, config, image))).toBe('MALFORMED_CONFIG');
  });

  it('knows no other classes', () => {
    expect(supportedLayerClasses()).toContain('Conv2D');
    expect(kindOfClass('LSTM')).toBeUndefined();
    expect(kindOfClass('constructor')).toBeUndefined();
  });
});
