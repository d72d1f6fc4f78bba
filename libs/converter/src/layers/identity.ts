import type { LayerDefinition, NoAttributes } from './layer-definition';
import { onlyInput } from './input-shapes';

/** Layers that pass their input on, once training is over. */
export const identity: LayerDefinition<NoAttributes> = {
  inputs: 'one',
  classes: {
    Dropout: () => ({}),
    SpatialDropout2D: () => ({}),
    GaussianDropout: () => ({}),
    GaussianNoise: () => ({}),
    ActivityRegularization: () => ({}),
  },
  outputShape: (_, inputs) => onlyInput(inputs),
};
