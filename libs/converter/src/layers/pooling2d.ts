import type { LayerConfig } from './layer-config';
import type { LayerDefinition } from './layer-definition';
import { imageInput } from './input-shapes';
import { readPadding, requireChannelsLast, windowOutput, type Window2d } from './window2d';

export interface Pooling2dAttributes {
  readonly reduction: 'average' | 'maximum';
  readonly window: Window2d;
}

export const pooling2d: LayerDefinition<Pooling2dAttributes> = {
  inputs: 'one',
  classes: {
    AveragePooling2D: (config) => readPooling(config, 'average'),
    MaxPooling2D: (config) => readPooling(config, 'maximum'),
  },
  outputShape: ({ window }, inputs) => {
    const image = imageInput(inputs);
    return [image.batch, ...windowOutput(window, image), image.channels];
  },
};

function readPooling(
  config: LayerConfig,
  reduction: Pooling2dAttributes['reduction'],
): Pooling2dAttributes {
  requireChannelsLast(config);
  const size = config.sizes2d('pool_size', [2, 2]);
  return {
    reduction,
    window: {
      size,
      strides: config.sizes2d('strides', size),
      dilation: [1, 1],
      padding: readPadding(config),
    },
  };
}
