import type { LayerConfig } from './layer-config';
import type { LayerDefinition, WeightSpec } from './layer-definition';
import { lastAxis, onlyInput } from './input-shapes';
import { ShapeFault } from './layer-definition';

export interface BatchNormalizationAttributes {
  /** Counted from the first axis, or negative from the last. */
  readonly axis: number;
  readonly epsilon: number;
  /** Whether there is a `gamma`. */
  readonly scale: boolean;
  /** Whether there is a `beta`. */
  readonly center: boolean;
}

export const batchNormalization: LayerDefinition<BatchNormalizationAttributes> = {
  inputs: 'one',
  classes: { BatchNormalization: readBatchNormalization },
  weights: ({ scale, center }, inputs): WeightSpec[] => {
    const shape = [lastAxis(onlyInput(inputs))];
    return [
      ...(scale ? [{ role: 'gamma', shape }] : []),
      ...(center ? [{ role: 'beta', shape }] : []),
      { role: 'moving_mean', shape },
      { role: 'moving_variance', shape },
    ];
  },
  outputShape: ({ axis }, inputs) => {
    const shape = onlyInput(inputs);
    if (axis !== -1 && axis !== shape.length - 1) {
      throw new ShapeFault(`normalizes axis ${axis}; only the last axis can be converted`);
    }
    return shape;
  },
};

function readBatchNormalization(config: LayerConfig): BatchNormalizationAttributes {
  // Keras 2 writes the axis as a list of one.
  const axis = config.raw('axis');
  const single: unknown = Array.isArray(axis) && axis.length === 1 ? axis[0] : (axis ?? -1);
  if (typeof single !== 'number' || !Number.isSafeInteger(single))
    throw config.fault('axis', 'one axis');
  return {
    axis: single,
    epsilon: config.number('epsilon', 1e-3),
    scale: config.boolean('scale', true),
    center: config.boolean('center', true),
  };
}
