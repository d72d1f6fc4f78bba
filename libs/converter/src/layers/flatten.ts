import { elementCount } from '@flotilla/tflite';
import type { LayerDefinition, NoAttributes } from './layer-definition';
import { withoutBatch } from '../shape';
import { onlyInput } from './input-shapes';
import { requireChannelsLast } from './window2d';

export const flatten: LayerDefinition<NoAttributes> = {
  inputs: 'one',
  classes: {
    Flatten: (config) => {
      requireChannelsLast(config);
      return {};
    },
  },
  outputShape: (_, inputs) => {
    const shape = onlyInput(inputs);
    return [shape[0], elementCount(withoutBatch(shape))];
  },
};
