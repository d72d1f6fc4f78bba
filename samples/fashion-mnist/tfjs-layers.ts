import * as tf from '@tensorflow/tfjs';
import type { KerasLayer, KerasModel, KerasTensor } from './keras-file';

type Layer = tf.layers.Layer;
type LayerFactory = (layer: KerasLayer) => Layer;

function numberOf({ name, config }: KerasLayer, key: string): number {
  const value = config[key];
  if (typeof value !== 'number') throw new Error(`${name}: ${key} is not a number`);
  return value;
}

function pairOf({ name, config }: KerasLayer, key: string): [number, number] {
  const value = config[key];
  if (!Array.isArray(value)) throw new Error(`${name}: ${key} is not a list`);
  const [height, width] = value as unknown[];
  if (typeof height !== 'number' || typeof width !== 'number') {
    throw new Error(`${name}: ${key} is not a pair of numbers`);
  }
  return [height, width];
}

/** What the factories below take for granted; anything else would silently change the model. */
function requireSetting({ name, config }: KerasLayer, key: string, expected: unknown): void {
  if (config[key] !== expected) {
    throw new Error(`${name}: ${key} is ${String(config[key])}, only ${String(expected)} is known`);
  }
}

function requirePlainConvolution(layer: KerasLayer): void {
  requireSetting(layer, 'padding', 'same');
  requireSetting(layer, 'data_format', 'channels_last');
  requireSetting(layer, 'activation', 'linear');
  requireSetting(layer, 'use_bias', false);
  if (pairOf(layer, 'dilation_rate').some((rate) => rate !== 1)) {
    throw new Error(`${layer.name}: dilation is not known`);
  }
}

function convolution(layer: KerasLayer): Layer {
  requirePlainConvolution(layer);
  requireSetting(layer, 'groups', 1);
  return tf.layers.conv2d({
    name: layer.name,
    filters: numberOf(layer, 'filters'),
    kernelSize: pairOf(layer, 'kernel_size'),
    strides: pairOf(layer, 'strides'),
    padding: 'same',
    useBias: false,
  });
}

function depthwiseConvolution(layer: KerasLayer): Layer {
  requirePlainConvolution(layer);
  return tf.layers.depthwiseConv2d({
    name: layer.name,
    depthMultiplier: numberOf(layer, 'depth_multiplier'),
    kernelSize: pairOf(layer, 'kernel_size'),
    strides: pairOf(layer, 'strides'),
    padding: 'same',
    useBias: false,
  });
}

function batchNormalization(layer: KerasLayer): Layer {
  requireSetting(layer, 'axis', -1);
  requireSetting(layer, 'center', true);
  requireSetting(layer, 'scale', true);
  return tf.layers.batchNormalization({
    name: layer.name,
    epsilon: numberOf(layer, 'epsilon'),
    momentum: numberOf(layer, 'momentum'),
  });
}

function relu(layer: KerasLayer): Layer {
  requireSetting(layer, 'negative_slope', 0);
  requireSetting(layer, 'threshold', 0);
  return tf.layers.reLU({ name: layer.name, maxValue: numberOf(layer, 'max_value') });
}

function globalAverage(layer: KerasLayer): Layer {
  requireSetting(layer, 'data_format', 'channels_last');
  requireSetting(layer, 'keepdims', false);
  return tf.layers.globalAveragePooling2d({ name: layer.name, dataFormat: 'channelsLast' });
}

function dense(layer: KerasLayer): Layer {
  requireSetting(layer, 'activation', 'softmax');
  requireSetting(layer, 'use_bias', true);
  return tf.layers.dense({
    name: layer.name,
    units: numberOf(layer, 'units'),
    activation: 'softmax',
  });
}

const factories: Readonly<Record<string, LayerFactory>> = {
  Conv2D: convolution,
  DepthwiseConv2D: depthwiseConvolution,
  BatchNormalization: batchNormalization,
  ReLU: relu,
  GlobalAveragePooling2D: globalAverage,
  Dropout: (layer) => tf.layers.dropout({ name: layer.name, rate: numberOf(layer, 'rate') }),
  Dense: dense,
};

function createLayer(layer: KerasLayer): Layer {
  const factory = factories[layer.kind];
  if (factory === undefined) throw new Error(`${layer.name}: ${layer.kind} layers are not known`);
  return factory(layer);
}

function createInput(layer: KerasLayer | undefined): tf.SymbolicTensor {
  const shape = layer?.config['batch_shape'];
  if (layer?.kind !== 'InputLayer' || !Array.isArray(shape)) {
    throw new Error('the first layer is not an input with a batch_shape');
  }
  return tf.input({ name: layer.name, shape: shape.slice(1) as number[] });
}

function setWeights(layer: Layer, weights: readonly KerasTensor[]): void {
  const tensors = weights.map(({ shape, values }) => tf.tensor(values, shape, 'float32'));
  layer.setWeights(tensors);
  tf.dispose(tensors);
}

/** The same chain of layers, with the same names and weights, as a TensorFlow.js LayersModel. */
export function buildLayersModel(keras: KerasModel): tf.LayersModel {
  const [first, ...rest] = keras.layers;
  const input = createInput(first);
  let output = input;
  for (const source of rest) {
    const layer = createLayer(source);
    output = layer.apply(output) as tf.SymbolicTensor;
    setWeights(layer, source.weights);
  }
  return tf.model({ name: keras.name, inputs: input, outputs: output });
}
