import { elementCount } from '@flotilla/tflite';
import type { LayerConfig } from './layer-config';
import { ShapeFault, type LayerDefinition } from './layer-definition';
import { formatShape, withoutBatch } from '../shape';
import { onlyInput } from './input-shapes';

export interface ReshapeAttributes {
  /** Axes after the batch; −1 at most once, for what is left. */
  readonly target: readonly number[];
}

export const reshape: LayerDefinition<ReshapeAttributes> = {
  inputs: 'one',
  classes: { Reshape: readReshape },
  outputShape: ({ target }, inputs) => {
    const shape = onlyInput(inputs);
    const count = elementCount(withoutBatch(shape));
    const known = elementCount(target.filter((size) => size !== -1));
    const left = count / known;
    const sizes = target.map((size) => (size === -1 ? left : size));
    if (!Number.isInteger(left) || elementCount(sizes) !== count) {
      throw new ShapeFault(`cannot reshape ${formatShape(shape)} to ${formatShape(target)}`);
    }
    return [shape[0], ...sizes];
  },
};

function readReshape(config: LayerConfig): ReshapeAttributes {
  const target = config.list('target_shape').map((size) => {
    if (!Number.isSafeInteger(size) || (size !== -1 && Number(size) < 1)) {
      throw config.fault('target_shape', 'a list of sizes');
    }
    return Number(size);
  });
  if (target.filter((size) => size === -1).length > 1) {
    throw config.fault('target_shape', 'a list with at most one -1');
  }
  return { target };
}
