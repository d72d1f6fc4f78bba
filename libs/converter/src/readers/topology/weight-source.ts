import { sameShape } from '@flotilla/tflite';
import { ConverterError } from '../../errors';
import type { Weight } from '../../graph';
import type { WeightSpec } from '../../layers/layer-definition';
import { formatShape } from '../../shape';
import type { TopologyLayer } from './topology';

/** Where a format keeps its trained values. */
export interface WeightSource {
  /**
   * @param role as the layer's definition names it
   * @param index of the weight in Keras's order
   * @returns `undefined` when the file has no such weight
   */
  read(layer: TopologyLayer, role: string, index: number): Weight | undefined;
}

/**
 * The weights of a layer, checked against what its configuration says.
 * @throws ConverterError `MISSING_WEIGHTS`, `WEIGHT_SHAPE_MISMATCH` or `NON_FINITE_WEIGHTS`, naming the layer
 */
export function loadWeights(
  source: WeightSource,
  layer: TopologyLayer,
  specs: readonly WeightSpec[],
): ReadonlyMap<string, Weight> {
  const weights = new Map<string, Weight>();
  specs.forEach(({ role, shape }, index) => {
    const weight = source.read(layer, role, index);
    if (weight === undefined) {
      throw new ConverterError(
        'MISSING_WEIGHTS',
        `layer ${layer.name}: its ${role} is not in the file`,
      );
    }
    if (!sameShape(weight.shape, shape)) {
      throw new ConverterError(
        'WEIGHT_SHAPE_MISMATCH',
        `layer ${layer.name}: its ${role} is ${formatShape(weight.shape)}; the architecture says ${formatShape(shape)}`,
      );
    }
    const fault = weight.values.findIndex((value) => !Number.isFinite(value));
    if (fault !== -1) {
      throw new ConverterError(
        'NON_FINITE_WEIGHTS',
        `layer ${layer.name}: value ${fault} of its ${role} is ${weight.values[fault]}; train again or restore an earlier checkpoint`,
      );
    }
    weights.set(role, weight);
  });
  return weights;
}
