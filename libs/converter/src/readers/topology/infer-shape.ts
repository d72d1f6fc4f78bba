import { ConverterError } from '../../errors';
import type { LayerAttributes, LayerKind } from '../../graph';
import { ShapeFault, type WeightSpec } from '../../layers/layer-definition';
import { layerDefinitions } from '../../layers/registry';
import type { Shape } from '../../shape';
import type { TopologyLayer } from './topology';

/**
 * Output shape and expected weights of one call.
 * @throws ConverterError `MALFORMED_CONFIG` naming the layer
 */
export function inferShape<K extends LayerKind>(
  kind: K,
  attributes: LayerAttributes[K],
  source: TopologyLayer,
  inputs: readonly Shape[],
): { outputShape: Shape; weights: readonly WeightSpec[] } {
  const definition = layerDefinitions[kind];
  const expected = { none: inputs.length === 0, one: inputs.length === 1, many: inputs.length > 0 };
  try {
    if (!expected[definition.inputs]) throw new ShapeFault(`cannot take ${inputs.length} inputs`);
    return {
      outputShape: definition.outputShape(attributes, inputs),
      weights: definition.weights?.(attributes, inputs) ?? [],
    };
  } catch (error) {
    if (!(error instanceof ShapeFault)) throw error;
    throw new ConverterError('MALFORMED_CONFIG', `layer ${source.name}: ${error.message}`);
  }
}
