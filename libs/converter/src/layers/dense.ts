import { readActivation, type ActivationFunction } from './activation';
import type { LayerDefinition } from './layer-definition';
import { lastAxis, onlyInput } from './input-shapes';
import { withoutBatch } from '../shape';

export interface DenseAttributes {
  readonly units: number;
  readonly useBias: boolean;
  readonly activation: ActivationFunction;
}

/** `kernel` is input size × units; applied to the last axis. */
export const dense: LayerDefinition<DenseAttributes> = {
  inputs: 'one',
  classes: {
    Dense: (config) => ({
      units: config.size('units'),
      useBias: config.boolean('use_bias', true),
      activation: readActivation(config),
    }),
  },
  weights: ({ units, useBias }, inputs) => [
    { role: 'kernel', shape: [lastAxis(onlyInput(inputs)), units] },
    ...(useBias ? [{ role: 'bias', shape: [units] }] : []),
  ],
  outputShape: ({ units }, inputs) => {
    const shape = onlyInput(inputs);
    return [shape[0], ...withoutBatch(shape).slice(0, -1), units];
  },
};
