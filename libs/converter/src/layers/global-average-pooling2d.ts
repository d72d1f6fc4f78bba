import type { LayerDefinition } from './layer-definition';
import { imageInput } from './input-shapes';
import { requireChannelsLast } from './window2d';

export interface GlobalAveragePooling2dAttributes {
  /** Whether height and width stay as axes of size 1. */
  readonly keepDimensions: boolean;
}

export const globalAveragePooling2d: LayerDefinition<GlobalAveragePooling2dAttributes> = {
  inputs: 'one',
  classes: {
    GlobalAveragePooling2D: (config) => {
      requireChannelsLast(config);
      return { keepDimensions: config.boolean('keepdims', false) };
    },
  },
  outputShape: ({ keepDimensions }, inputs) => {
    const { batch, channels } = imageInput(inputs);
    return keepDimensions ? [batch, 1, 1, channels] : [batch, channels];
  },
};
