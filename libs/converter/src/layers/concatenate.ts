import type { LayerConfig } from './layer-config';
import { ShapeFault, type LayerDefinition } from './layer-definition';
import { formatShape, withoutBatch, type Shape } from '../shape';

export interface ConcatenateAttributes {
  /** Counted from the first axis, or negative from the last; never the batch. */
  readonly axis: number;
}

export const concatenate: LayerDefinition<ConcatenateAttributes> = {
  inputs: 'many',
  classes: { Concatenate: readConcatenate },
  outputShape: (attributes, inputs) => {
    const [first, ...rest] = inputs;
    if (first === undefined || rest.length === 0) throw new ShapeFault('takes at least two inputs');
    const axis = concatenationAxis(attributes, first);
    const sizes = withoutBatch(first);
    let joined = sizes[axis - 1] ?? 0;
    for (const shape of rest) {
      const other = withoutBatch(shape);
      const differs = other.some((size, index) => index !== axis - 1 && size !== sizes[index]);
      if (differs || other.length !== sizes.length || shape[0] !== first[0]) {
        throw new ShapeFault(`cannot join ${formatShape(shape)} to ${formatShape(first)}`);
      }
      joined += other[axis - 1] ?? 0;
    }
    return [first[0], ...sizes.with(axis - 1, joined)];
  },
};

/** The axis counted from the first one. */
export function concatenationAxis({ axis }: ConcatenateAttributes, shape: Shape): number {
  const counted = axis < 0 ? shape.length + axis : axis;
  if (counted < 1 || counted >= shape.length) {
    throw new ShapeFault(`cannot join along axis ${axis} of ${formatShape(shape)}`);
  }
  return counted;
}

function readConcatenate(config: LayerConfig): ConcatenateAttributes {
  const axis = config.number('axis', -1);
  if (!Number.isSafeInteger(axis)) throw config.fault('axis', 'an axis');
  return { axis };
}
